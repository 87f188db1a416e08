// Grows a run of bytes: little-endian numbers, LEB128 varints, counted UTF-8 texts.

export class ByteWriter {
  #bytes = Buffer.alloc(64);
  #length = 0;

  get length() {
    return this.#length;
  }

  u8(value) {
    const offset = this.#grow(1);
    this.#bytes.writeUInt8(value, offset);
    return this;
  }

  u16(value) {
    const offset = this.#grow(2);
    this.#bytes.writeUInt16LE(value, offset);
    return this;
  }

  u32(value) {
    const offset = this.#grow(4);
    this.#bytes.writeUInt32LE(value, offset);
    return this;
  }

  /** Seven bits a byte, the low ones first, the top bit set while more follow. */
  varint(value) {
    let rest = value;
    while (rest > 0x7f) {
      this.u8((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    return this.u8(rest);
  }

  text(value) {
    const encoded = Buffer.from(value, 'utf8');
    return this.varint(encoded.length).bytes(encoded);
  }

  bytes(value) {
    const offset = this.#grow(value.length);
    this.#bytes.set(value, offset);
    return this;
  }

  toBytes() {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(extra) {
    const start = this.#length;
    this.#length += extra;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return start;
  }
}

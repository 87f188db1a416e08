/**
 * The only file that knows hash-wasm. It narrows the library to `Hasher` and hides what would bite
 * a caller: a kernel has to be initialised again after each digest; text is accepted and hashed as
 * UTF-8; and the build tag in a saved state is one per WebAssembly binary, so that the kernel of
 * SHA-256 takes a state of SHA-224, and so on for SHA-384/512, SHA-3 and BLAKE2b. One function per
 * algorithm lets a bundle that needs a single kernel drop the others.
 */
import {
  createBLAKE2b,
  createBLAKE2s,
  createBLAKE3,
  createCRC32,
  createMD5,
  createSHA1,
  createSHA224,
  createSHA256,
  createSHA3,
  createSHA384,
  createSHA512,
  type IHasher,
} from 'hash-wasm';
import { Fault } from '../fault.ts';
import type { AlgorithmId } from './algorithm.ts';
import type { Hasher } from './hasher.ts';

class KernelHasher implements Hasher {
  readonly algorithm: AlgorithmId;
  readonly #kernel: IHasher;
  /** Opens each saved state: the algorithm's id in ASCII and a zero byte. */
  readonly #mark: Uint8Array;
  #finished = false;

  constructor(algorithm: AlgorithmId, kernel: IHasher) {
    this.algorithm = algorithm;
    this.#kernel = kernel.init();
    this.#mark = new TextEncoder().encode(`${algorithm}\0`);
  }

  update(chunk: Uint8Array): void {
    this.#assertRunning('update');
    if (!(chunk instanceof Uint8Array)) {
      throw new Fault(
        'kernel.misuse',
        `${this.algorithm} expected a Uint8Array, got ${typeof chunk}`,
      );
    }
    this.#kernel.update(chunk);
  }

  digest(): string {
    this.#assertRunning('digest');
    this.#finished = true;
    return this.#kernel.digest('hex');
  }

  save(): Uint8Array {
    this.#assertRunning('save');
    const state = this.#kernel.save();
    const marked = new Uint8Array(this.#mark.length + state.length);
    marked.set(this.#mark);
    marked.set(state, this.#mark.length);
    return marked;
  }

  restore(state: Uint8Array): void {
    if (!this.#mark.every((byte, i) => state[i] === byte)) {
      throw new Fault('kernel.state', `state expected the mark of ${this.algorithm}, got another`);
    }
    try {
      this.#kernel.load(state.subarray(this.#mark.length));
    } catch (cause) {
      throw new Fault('kernel.state', `${this.algorithm} refused a saved state`, { cause });
    }
    this.#finished = false;
  }

  reset(): void {
    this.#kernel.init();
    this.#finished = false;
  }

  #assertRunning(action: string): void {
    if (!this.#finished) return;
    throw new Fault('kernel.misuse', `${action} of ${this.algorithm} expected reset after digest`);
  }
}

export async function createSha224Hasher(): Promise<Hasher> {
  return new KernelHasher('sha224', await createSHA224());
}

export async function createSha256Hasher(): Promise<Hasher> {
  return new KernelHasher('sha256', await createSHA256());
}

export async function createSha384Hasher(): Promise<Hasher> {
  return new KernelHasher('sha384', await createSHA384());
}

export async function createSha512Hasher(): Promise<Hasher> {
  return new KernelHasher('sha512', await createSHA512());
}

export async function createSha3With256BitsHasher(): Promise<Hasher> {
  return new KernelHasher('sha3-256', await createSHA3(256));
}

export async function createSha3With384BitsHasher(): Promise<Hasher> {
  return new KernelHasher('sha3-384', await createSHA3(384));
}

export async function createSha3With512BitsHasher(): Promise<Hasher> {
  return new KernelHasher('sha3-512', await createSHA3(512));
}

export async function createBlake2bWith256BitsHasher(): Promise<Hasher> {
  return new KernelHasher('blake2b-256', await createBLAKE2b(256));
}

export async function createBlake2bWith512BitsHasher(): Promise<Hasher> {
  return new KernelHasher('blake2b-512', await createBLAKE2b(512));
}

export async function createBlake2sHasher(): Promise<Hasher> {
  return new KernelHasher('blake2s-256', await createBLAKE2s(256));
}

export async function createBlake3Hasher(): Promise<Hasher> {
  return new KernelHasher('blake3', await createBLAKE3(256));
}

export async function createSha1Hasher(): Promise<Hasher> {
  return new KernelHasher('sha1', await createSHA1());
}

export async function createMd5Hasher(): Promise<Hasher> {
  return new KernelHasher('md5', await createMD5());
}

export async function createCrc32Hasher(): Promise<Hasher> {
  return new KernelHasher('crc32', await createCRC32());
}

const FACTORIES: Readonly<Record<AlgorithmId, () => Promise<Hasher>>> = {
  sha224: createSha224Hasher,
  sha256: createSha256Hasher,
  sha384: createSha384Hasher,
  sha512: createSha512Hasher,
  'sha3-256': createSha3With256BitsHasher,
  'sha3-384': createSha3With384BitsHasher,
  'sha3-512': createSha3With512BitsHasher,
  'blake2b-256': createBlake2bWith256BitsHasher,
  'blake2b-512': createBlake2bWith512BitsHasher,
  'blake2s-256': createBlake2sHasher,
  blake3: createBlake3Hasher,
  sha1: createSha1Hasher,
  md5: createMd5Hasher,
  crc32: createCrc32Hasher,
};

/**
 * A hasher for any algorithm of the closed list; importing this brings every kernel along.
 * Rejects with `Fault('kernel.misuse')` for an id that is not on the list.
 */
export async function createHasher(algorithm: AlgorithmId): Promise<Hasher> {
  if (!Object.hasOwn(FACTORIES, algorithm)) {
    throw new Fault(
      'kernel.misuse',
      `algorithm expected an id of the closed list, got ${algorithm}`,
    );
  }
  return FACTORIES[algorithm]();
}

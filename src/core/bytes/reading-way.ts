/**
 * How a file's bytes reach the hashers: a byte stream that fills buffers of our own, slices, or
 * slices that the page reads for workers that may not.
 */
export const READING_WAYS = ['byte-stream', 'slices', 'page'] as const;
export type ReadingWay = (typeof READING_WAYS)[number];

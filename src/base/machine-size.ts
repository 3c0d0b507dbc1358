/** What the simulated machine has: the kernel enforces and tells it (/proc), the engine tells it (`docker info`). */
export const PROCESSORS = 2;
export const MEMORY_BYTES = 8 * 1024 ** 3;

/** What a container's processes are kept from besides capabilities. */
export interface Confinement {
  /** A setuid program raises nobody's rights: prctl(2), PR_SET_NO_NEW_PRIVS. */
  readonly noNewPrivileges: boolean;
  /** A filter of system calls is in force, as /proc/PID/status tells. */
  readonly seccomp: boolean;
  /** Parts of /proc and /sys are read-only or hidden (runtime-spec, `readonlyPaths` and `maskedPaths`). */
  readonly masked: boolean;
}

export const UNCONFINED: Confinement = { noNewPrivileges: false, seccomp: false, masked: false };

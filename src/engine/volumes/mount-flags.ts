/** Flags that mount(8) takes (moby/sys/mount); other words are data for the file system. */
export const MOUNT_FLAGS =
  `defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime
nodiratime bind rbind unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime strictatime
nostrictatime`.split(/\s+/);

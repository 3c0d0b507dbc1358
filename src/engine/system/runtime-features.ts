/** What runc says of itself (`runc features`, runtime-spec, features.md), as `/info` has it of each runtime: JSON in a string. */
import { CAPABILITIES } from '../../base/capabilities.ts';

const words = (text: string) => text.split(/\s+/);

/** Flags of mount(8), each with its opposite; those with an `r` in front go for all that is mounted below. */
const MOUNT_OPTIONS =
  words(`acl async atime bind defaults dev diratime dirsync exec iversion lazytime loud mand noacl noatime
nodev nodiratime noexec noiversion nolazytime nomand norelatime nostrictatime nosuid nosymfollow private ratime rbind rdev rdiratime
relatime remount rexec rnoatime rnodev rnodiratime rnoexec rnorelatime rnostrictatime rnosuid rnosymfollow ro rprivate rrelatime rro
rrw rshared rslave rstrictatime rsuid rsymfollow runbindable rw shared silent slave strictatime suid symfollow sync tmpcopyup
unbindable`);

const ARCHITECTURES =
  words(`AARCH64 ARM LOONGARCH64 MIPS MIPS64 MIPS64N32 MIPSEL MIPSEL64 MIPSEL64N32 PPC PPC64 PPC64LE RISCV64 S390
S390X X32 X86 X86_64`);

const prefixed = (prefix: string, names: readonly string[]) => names.map((name) => prefix + name);

/** `commit`: of the package that was measured; its version stands in front. */
export function runtimeFeatures(commit: string): string {
  return JSON.stringify({
    ociVersionMin: '1.0.0',
    ociVersionMax: '1.2.0',
    hooks: words('prestart createRuntime createContainer startContainer poststart poststop'),
    mountOptions: MOUNT_OPTIONS,
    linux: {
      namespaces: words('cgroup ipc mount network pid user uts'),
      capabilities: prefixed('CAP_', CAPABILITIES),
      cgroup: { v1: true, v2: true, systemd: true, systemdUser: true },
      seccomp: {
        enabled: true,
        actions: prefixed('SCMP_ACT_', words('ALLOW ERRNO KILL KILL_PROCESS KILL_THREAD LOG NOTIFY TRACE TRAP')),
        operators: prefixed('SCMP_CMP_', words('EQ GE GT LE LT MASKED_EQ NE')),
        archs: prefixed('SCMP_ARCH_', ARCHITECTURES),
      },
      apparmor: { enabled: true },
      selinux: { enabled: true },
    },
    annotations: {
      'io.github.seccomp.libseccomp.version': '2.6.0',
      'org.opencontainers.runc.checkpoint.enabled': 'true',
      'org.opencontainers.runc.commit': commit,
      'org.opencontainers.runc.version': commit.replace(/-.*$/, ''),
    },
  });
}

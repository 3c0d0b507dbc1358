/** The container config: Go's field order (it decides the bytes of image configs), and the merge with an image's. */
import type { ContainerConfig } from '../../api/types/container.ts';
import { cut } from '../filters.ts';

/** Every field that is always there, in order, and those that are set. */
export function containerConfig(from: Partial<ContainerConfig>): ContainerConfig {
  return {
    Hostname: from.Hostname ?? '',
    Domainname: from.Domainname ?? '',
    User: from.User ?? '',
    AttachStdin: from.AttachStdin ?? false,
    AttachStdout: from.AttachStdout ?? false,
    AttachStderr: from.AttachStderr ?? false,
    ...(filled(from.ExposedPorts) && { ExposedPorts: sortedByKey(from.ExposedPorts) }),
    Tty: from.Tty ?? false,
    OpenStdin: from.OpenStdin ?? false,
    StdinOnce: from.StdinOnce ?? false,
    Env: from.Env ?? null,
    Cmd: from.Cmd ?? null,
    ...(from.Healthcheck && { Healthcheck: from.Healthcheck }),
    ...(from.ArgsEscaped && { ArgsEscaped: true }),
    Image: from.Image ?? '',
    Volumes: from.Volumes ? sortedByKey(from.Volumes) : null,
    WorkingDir: from.WorkingDir ?? '',
    Entrypoint: from.Entrypoint ?? null,
    ...(from.NetworkDisabled && { NetworkDisabled: true }),
    ...(from.MacAddress && { MacAddress: from.MacAddress }),
    OnBuild: from.OnBuild ?? null,
    Labels: from.Labels ? sortedByKey(from.Labels) : null,
    ...(from.StopSignal && { StopSignal: from.StopSignal }),
    ...(typeof from.StopTimeout === 'number' && { StopTimeout: from.StopTimeout }),
    ...(from.Shell && from.Shell.length > 0 && { Shell: from.Shell }),
  };
}

/** moby, daemon/commit.go, merge: what the user left out comes from the image. */
export function mergeConfig(user: Partial<ContainerConfig>, image: Partial<ContainerConfig>): Partial<ContainerConfig> {
  const merged: { -readonly [K in keyof ContainerConfig]?: ContainerConfig[K] } = { ...user };
  if (!user.User) merged.User = image.User ?? '';
  merged.ExposedPorts = { ...(image.ExposedPorts ?? {}), ...(user.ExposedPorts ?? {}) };
  merged.Env = mergeEnv(user.Env, image.Env);
  merged.Labels = { ...(image.Labels ?? {}), ...(user.Labels ?? {}) };
  if (!user.Entrypoint?.length) {
    if (!user.Cmd?.length) merged.Cmd = image.Cmd ?? null;
    if (!user.Entrypoint) merged.Entrypoint = image.Entrypoint ?? null;
  }
  if (image.Healthcheck) merged.Healthcheck = mergeHealthcheck(user.Healthcheck, image.Healthcheck);
  if (!user.WorkingDir) merged.WorkingDir = image.WorkingDir ?? '';
  merged.Volumes = filled(user.Volumes) ? { ...(image.Volumes ?? {}), ...user.Volumes } : (image.Volumes ?? null);
  if (!user.StopSignal && image.StopSignal) merged.StopSignal = image.StopSignal;
  if (!user.Shell?.length && image.Shell) merged.Shell = image.Shell;
  return merged;
}

/** The user's first, then those of the image that the user did not set. */
function mergeEnv(user: readonly string[] | null | undefined, image: readonly string[] | null | undefined) {
  if (!user?.length) return image ?? null;
  const names = new Set(user.map((entry) => cut(entry)[0]));
  return [...user, ...(image ?? []).filter((entry) => !names.has(cut(entry)[0]))];
}

function mergeHealthcheck(
  user: ContainerConfig['Healthcheck'],
  image: NonNullable<ContainerConfig['Healthcheck']>,
): ContainerConfig['Healthcheck'] {
  if (!user) return image;
  if (user.Test?.length) {
    return {
      ...user,
      ...(!user.Interval && image.Interval && { Interval: image.Interval }),
      ...(!user.Timeout && image.Timeout && { Timeout: image.Timeout }),
      ...(!user.StartPeriod && image.StartPeriod && { StartPeriod: image.StartPeriod }),
      ...(!user.StartInterval && image.StartInterval && { StartInterval: image.StartInterval }),
      ...(!user.Retries && image.Retries && { Retries: image.Retries }),
    };
  }
  return {
    Test: image.Test,
    ...dropZeros(image),
    ...dropZeros(user),
  };
}

function dropZeros(health: NonNullable<ContainerConfig['Healthcheck']>) {
  const { Interval, Timeout, StartPeriod, StartInterval, Retries } = health;
  return Object.fromEntries(
    Object.entries({ Interval, Timeout, StartPeriod, StartInterval, Retries }).filter(([, value]) => value),
  );
}

export function filled<T extends object>(map: T | null | undefined): map is T {
  return !!map && Object.keys(map).length > 0;
}

/** Go marshals maps by key. */
export function sortedByKey<T extends Readonly<Record<string, unknown>>>(map: T): T {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) as T;
}

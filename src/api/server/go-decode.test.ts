/** Recorded from the real engine, 26.1.5. */
import { expect, test } from 'vitest';
import { decodeBody } from './go-decode.ts';

const CREATE = 'runconfig.ContainerConfigWrapper';

test.each<[string, unknown, string]>([
  [CREATE, { Env: 'x' }, 'string into Go struct field ContainerConfigWrapper.Config.Env of type []string'],
  [CREATE, { Env: [1] }, 'number into Go struct field ContainerConfigWrapper.Config.Env of type string'],
  [CREATE, { HostConfig: { Memory: 'x' } }, 'string into Go struct field HostConfig.HostConfig.Resources.Memory of type int64'],
  [CREATE, { HostConfig: { Memory: 1.5 } }, 'number 1.5 into Go struct field HostConfig.HostConfig.Resources.Memory of type int64'],
  [CREATE, { HostConfig: { BlkioWeight: -1 } }, 'number -1 into Go struct field HostConfig.HostConfig.Resources.BlkioWeight of type uint16'],
  [CREATE, { HostConfig: { RestartPolicy: 'x' } }, 'string into Go struct field HostConfig.HostConfig.RestartPolicy of type container.RestartPolicy'],
  [CREATE, { HostConfig: { RestartPolicy: { Name: 1 } } }, 'number into Go struct field RestartPolicy.HostConfig.RestartPolicy.Name of type container.RestartPolicyMode'],
  [CREATE, { HostConfig: [] }, 'array into Go struct field ContainerConfigWrapper.HostConfig of type container.HostConfig'],
  [CREATE, { Cmd: {} }, 'object into Go struct field ContainerConfigWrapper.Config.Cmd of type string'],
  [CREATE, { Labels: { a: 1 } }, 'number into Go struct field ContainerConfigWrapper.Config.Labels of type string'],
  [CREATE, { ExposedPorts: { x: 1 } }, 'number into Go struct field ContainerConfigWrapper.Config.ExposedPorts of type struct {}'],
  [CREATE, { HostConfig: { PortBindings: { '80/tcp': {} } } }, 'object into Go struct field HostConfig.HostConfig.PortBindings of type []nat.PortBinding'],
  [CREATE, { HostConfig: { Mounts: [{ Type: 1 }] } }, 'number into Go struct field Mount.HostConfig.Mounts.Type of type mount.Type'],
  [CREATE, { HostConfig: { Ulimits: [{ Name: 1 }] } }, 'number into Go struct field Ulimit.HostConfig.Resources.Ulimits.Name of type string'],
  ['volume.CreateOptions', { Labels: [] }, 'array into Go struct field CreateOptions.Labels of type map[string]string'],
  ['types.NetworkCreateRequest', { IPAM: { Config: {} } }, 'object into Go struct field IPAM.NetworkCreate.IPAM.Config of type []network.IPAMConfig'],
])('%s %j', (struct, value, message) => {
  expect(() => decodeBody(struct, value)).toThrow(`json: cannot unmarshal ${message}`);
}); // prettier-ignore

test('names in any case, unknown ones, null and single words', () => {
  const body = { image: 'busybox', Cmd: 'a b', HOSTCONFIG: { memory: 1, Binds: null }, Nosuch: 1, Env: [null] };
  expect(decodeBody(CREATE, body)).toEqual({ Image: 'busybox', Cmd: ['a b'], HostConfig: { Memory: 1 }, Env: [''] });
});

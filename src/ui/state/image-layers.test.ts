import { expect, test } from 'vitest';
import type { ImageHistoryItem, ImageInspectResponse } from '../../api/types/image.ts';
import { layersFrom } from './image-layers.ts';

const inspected = (Layers: string[]) => ({ RootFS: { Type: 'layers', Layers } }) as unknown as ImageInspectResponse;

/** Made by the given steps, the oldest first: the instruction, its bytes. */
const instructions = (layers: number, ...steps: readonly (readonly [string, number])[]) =>
  layersFrom(
    inspected(Array.from({ length: layers }, (_, i) => `sha256:${i}`)),
    steps.map(([CreatedBy, Size]) => ({ CreatedBy, Size }) as ImageHistoryItem).reverse(),
  ).map(({ createdBy, size }) => `${createdBy} ${size}`);

test('a layer that only removes is told from metadata', () => {
  expect(
    instructions(
      3,
      ['/bin/sh -c #(nop) ADD file:1 in / ', 9],
      ['/bin/sh -c #(nop)  CMD ["/bin/bash"]', 0],
      ['/bin/sh -c echo 1 > /one', 2],
      ['/bin/sh -c rm /one', 0],
      ['/bin/sh -c #(nop)  CMD ["bash"]', 0],
    ),
  ).toEqual(['/bin/sh -c #(nop) ADD file:1 in /  9', '/bin/sh -c echo 1 > /one 2', '/bin/sh -c rm /one 0']);
});

test('so it is with BuildKit, which writes an empty file by COPY', () => {
  expect(
    instructions(
      3,
      ['ADD rootfs.tar / # buildkit', 9],
      ['ENV A=1', 0],
      ['COPY empty / # buildkit', 0],
      ['RUN /bin/sh -c rm /one # buildkit', 0],
      ['EXPOSE map[80/tcp:{}]', 0],
    ),
  ).toEqual(['ADD rootfs.tar / # buildkit 9', 'COPY empty / # buildkit 0', 'RUN /bin/sh -c rm /one # buildkit 0']);
});

test('an image without a history has layers all the same', () => {
  expect(instructions(2)).toEqual([' 0', ' 0']);
});

import { describe, expect, test } from 'vitest';
import type { ImageView } from '../state/engine-view.svelte.ts';
import { layerForest, type LayerNode } from './layer-tree.ts';

const image = (id: string, ...layers: string[]): ImageView => ({
  summary: { Id: id } as ImageView['summary'],
  layers: layers.map((layer) => ({ id: layer, size: 1, createdBy: '' })),
});

const shape = (node: LayerNode): unknown => ({
  [`${node.layer.id}/${node.owners}/${node.stacks}`]: [
    ...node.images.map(({ summary }) => summary.Id),
    ...node.above.map(shape),
  ],
});

describe('layerForest', () => {
  test('draws a shared base once, and what shares it above', () => {
    const forest = layerForest([image('one', 'a', 'b'), image('two', 'a', 'b', 'c'), image('three', 'a', 'd')]);
    expect(forest.map(shape)).toEqual([
      { 'a/3/3': [{ 'b/2/2': ['one', { 'c/1/1': ['two'] }] }, { 'd/1/1': ['three'] }] },
    ]);
  });

  test('the same layer on another base is another place', () => {
    const forest = layerForest([image('one', 'a', 'x'), image('two', 'b', 'x')]);
    expect(forest.map(shape)).toEqual([{ 'a/1/1': [{ 'x/1/1': ['one'] }] }, { 'b/1/1': [{ 'x/1/1': ['two'] }] }]);
  });

  test('an image may hold the same layer twice', () => {
    expect(layerForest([image('one', 'a', 'a')]).map(shape)).toEqual([{ 'a/1/1': [{ 'a/1/1': ['one'] }] }]);
  });
});

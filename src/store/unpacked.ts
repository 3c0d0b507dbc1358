/**
 * Layers that were unpacked before, by whoever keeps them: their tars are then not read again. For programs that make
 * many stores one after the other; a store that is kept has its layers itself.
 */
import type { DiffId } from '../oci/digest-types.ts';
import type { LayerEntry } from '../oci/layer.ts';
import type { BodyRecord } from './body-writer.ts';
import type { Key, RecordValue } from './driver.ts';

export interface UnpackedLayer {
  readonly body: BodyRecord;
  readonly chunks: readonly (readonly [Key, Uint8Array])[];
  readonly index: RecordValue;
  /** What the index says, for all stores together: nobody changes it. */
  readonly entries: readonly LayerEntry[];
  /** Of the files, and of the tar. */
  readonly size: number;
  readonly tarSize: number;
}

export interface UnpackedLayers {
  get(diffId: DiffId): UnpackedLayer | undefined;
}

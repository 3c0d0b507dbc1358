export type * from '../oci/runtime.ts';

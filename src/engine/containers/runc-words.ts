/** How containerd and runc begin what they refuse. */
export const RUNC_CREATE =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ';

/** The Node whose modules these are like; the engine underneath is the browser's, or that of the Node that runs Drydock. */
export const NODE_VERSION = '20.19.5';
export const V8_VERSION = '11.3.244.8-node.30';

/** A module as a worker of its own: Vite bundles it apart. */
declare module '*?worker' {
  const WorkerOfModule: new () => Worker;
  export default WorkerOfModule;
}

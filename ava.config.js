export default {
  // Those of the virtual lab run inside it: scripts/lab.mjs.
  files: ['build/test/**/*.test.js', '!build/test/lab/**'],
  // serialport's poller aborts the process when a port is opened in a worker thread.
  workerThreads: false,
  nodeArguments: ['--enable-source-maps'],
  timeout: '60s',
};

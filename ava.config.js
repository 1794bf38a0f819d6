export default {
  files: ['build/test/**/*.test.js'],
  // serialport's poller aborts the process when a port is opened in a worker thread.
  workerThreads: false,
  nodeArguments: ['--enable-source-maps'],
  timeout: '60s',
};

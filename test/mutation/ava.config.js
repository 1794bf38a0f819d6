export default {
  files: ['build/test/mutation/signalling-tests.js'],
  workerThreads: false,
  failFast: true,
  serial: true,
  timeout: '20s',
};

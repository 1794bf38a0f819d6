import base from '../../ava.config.js';

/** What runs inside the virtual lab: one test after another, on its one processor. */
export default { ...base, files: ['build/test/lab/**/*.test.js'], concurrency: 1, serial: true, timeout: '120s' };

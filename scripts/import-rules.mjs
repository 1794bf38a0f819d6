/** Who may import what. `scripts/check-imports.mjs` holds the tree to it; the compiler keeps Node out of src/core and src/wire besides. */

/** Folders that the files of a folder may import from, besides their own. */
export const folders = {
  'src/core': [],
  'src/wire': ['src/core'],
  'src/files': ['src/core'],
  'src/engine': [],
  'src/ports': ['src/core'],
  'src/report': ['src/core'],
  'src/bench': ['src/core', 'src/wire', 'src/ports', 'src/report'],
  'src/cli': ['src/core', 'src/wire', 'src/files', 'src/engine', 'src/ports', 'src/report', 'src/bench'],
  'firmware-stubs/pty': ['src/core'],
  'firmware-stubs/tcp': ['src/core'],
  'firmware-stubs/usb': ['src/core'],
  'firmware-stubs/emulated-nic': ['src/core', 'src/wire', 'firmware-stubs/pty', 'firmware-stubs/tcp', 'firmware-stubs/usb'],
  bench: ['src/core', 'src/wire', 'src/files', 'src/engine', 'firmware-stubs/emulated-nic'],
  test: ['src', 'firmware-stubs', 'bench', 'scripts'],
};

/** Folders that may import a package; a package that is not named here may be imported nowhere. */
export const packages = {
  serialport: ['src/ports', 'test'],
  usb: ['src/ports'],
  '@serialport/binding-mock': ['test'],
  rxjs: ['src/bench', 'bench', 'test'],
  winston: ['src/bench'],
  yaml: ['src/files'],
  zod: ['src/files'],
  commander: ['src/cli'],
  koffi: ['firmware-stubs/pty', 'test'],
  ava: ['test'],
  'fast-check': ['test'],
};

/** Folders whose files see nothing of Node. */
export const pure = ['src/core', 'src/wire'];

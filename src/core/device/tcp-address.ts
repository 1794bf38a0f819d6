/** Where a device listens for a TCP connection. */
export interface TcpAddress {
  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  /** 1 to 65535; 0 where somebody is about to listen and the system is to choose. */
  readonly port: number;
}

/** An address as read, or what is wrong with its text and what to do. */
export type TcpAddressReading = TcpAddress | { readonly problem: string; readonly next: string };

const form = 'Write `tcp://HOST:PORT`, such as `tcp://192.0.2.17:4000` or `tcp://[2001:db8::17]:4000`.';

/**
 * Reads `tcp://HOST:PORT`: nothing before the host, nothing after the port, an IPv6 address in brackets (RFC 3986, section 3.2.2).
 * `leastPort` is 0 for whoever listens.
 */
export function readTcpAddress(text: string, leastPort: 0 | 1 = 1): TcpAddressReading {
  const [, scheme, rest] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/su.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return wrong('the address does not begin with `tcp://`');
  if (scheme.toLowerCase() !== 'tcp') {
    const next = 'Set a serial-over-network server to raw TCP (not telnet or RFC 2217) and write `tcp://HOST:PORT`.';
    return wrong(`\`${scheme}\` is no way to reach a device; raw TCP is`, next);
  }
  if (rest.includes('@')) return wrong('an address holds no user name or password', 'Raw TCP knows none: leave out what ends with `@`.');
  if (/[/?#]/.test(rest)) return wrong('nothing may follow the port', 'Leave out the path: the address ends with the port.');
  const parts = /^(?:\[(?<bracketed>[^[\]]*)\]|(?<plain>[^:[\]]*))(?::(?<port>[^:]*))?$/u.exec(rest)?.groups;
  if (parts === undefined) return wrong('it is not clear where the host ends', `An IPv6 address stands in brackets. ${form}`);
  const { bracketed, plain, port } = parts;
  const hostProblem = bracketed === undefined ? nameProblem(plain ?? '') : ipv6Problem(bracketed);
  if (hostProblem !== undefined) return wrong(hostProblem);
  if (port === undefined || port === '') return wrong('the port is missing', `There is no usual one. ${form}`);
  const number = /^[0-9]{1,5}$/.test(port) ? Number(port) : -1;
  if (number < leastPort || number > 65535) return wrong(`\`${port}\` is no port`, `Allowed: whole numbers from ${leastPort} to 65535.`);
  return { host: bracketed ?? plain ?? '', port: number };
}

/** An address as people write it: `tcp://host:port`. */
export function tcpAddressText({ host, port }: TcpAddress): string {
  return `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function wrong(problem: string, next = form): TcpAddressReading {
  return { problem, next };
}

const ipv4Pattern = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;
/** Labels of RFC 1123, and the underscore that many a lab has in its names. */
const labelPattern = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

function nameProblem(host: string): string | undefined {
  if (host === '') return 'the host is missing';
  // Without this, a resolver would read `10.1` as 10.0.0.1 and `300.1.1.1` as a name.
  if (/^[0-9.]+$/.test(host)) return ipv4Pattern.test(host) ? undefined : `\`${host}\` is no IPv4 address`;
  const labels = host.replace(/\.$/, '').split('.');
  return host.length <= 253 && labels.every((label) => labelPattern.test(label)) ? undefined : `\`${host}\` is no host name`;
}

/** Textual forms of RFC 4291, section 2.2, with a zone (RFC 4007) where there is one. */
function ipv6Problem(host: string): string | undefined {
  const problem = `\`${host}\` is no IPv6 address`;
  const [, address, ipv4] = /^([0-9A-Fa-f:]*:)([0-9A-Fa-f]{0,4}|[0-9.]{7,15})(?:%[A-Za-z0-9._-]{1,32})?$/.exec(host) ?? [];
  if (address === undefined || ipv4 === undefined) return problem;
  const endsInIpv4 = ipv4.includes('.');
  if (endsInIpv4 && !ipv4Pattern.test(ipv4)) return problem;
  const halves = `${address}${endsInIpv4 ? '0:0' : ipv4}`.split('::').map((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || !halves.flat().every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return problem;
  const groups = halves.flat().length;
  return (halves.length === 2 ? groups <= 7 : groups === 8) ? undefined : problem;
}

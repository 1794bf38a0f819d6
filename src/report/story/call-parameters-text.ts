/** A CO_CALL_PARAMETERS as a trace's JSON has it, in the few words by which one call is told from another. */
export function callParametersText(value: unknown): string {
  if (value === null) return 'NULL';
  const media = member(member(member(value, 'MediaParameters'), 'MediaSpecific'), 'Parameters');
  const transmit = member(media, 'Transmit');
  const receive = member(media, 'Receive');
  const connection = member(media, 'ConnectionId');
  const words = [
    part('at', member(value, 'address')),
    part('Flags', member(value, 'Flags')),
    pair('PCR', member(transmit, 'PeakCellRate'), member(receive, 'PeakCellRate')),
    pair('SDU', member(transmit, 'MaxSduSize'), member(receive, 'MaxSduSize')),
    pair('VPI/VCI', member(connection, 'Vpi'), member(connection, 'Vci')),
  ].filter((word) => word !== '');
  return words.length === 0 ? 'given' : words.join(', ');
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function part(name: string, value: unknown): string {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= 32) ? `${name} ${value}` : '';
}

function pair(name: string, first: unknown, second: unknown): string {
  return typeof first === 'number' && typeof second === 'number' ? `${name} ${first}/${second}` : '';
}

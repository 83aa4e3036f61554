/** Reads bytes as text: UTF-8, UTF-16 with or without its mark, else Windows-1252, which Dutch files of old offices are in. */
export function decodeText(bytes: Uint8Array): string {
  if (starts(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (starts(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  const sample = bytes.subarray(0, 4000)
  if (zeros(sample, 1) > 0.3 && zeros(sample, 0) < 0.05) return new TextDecoder('utf-16le').decode(bytes)
  if (zeros(sample, 0) > 0.3 && zeros(sample, 1) < 0.05) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const starts = (bytes: Uint8Array, magic: number[]) => magic.every((byte, index) => bytes[index] === byte)

/** Share of zero bytes among the even (0) or odd (1) places. */
function zeros(bytes: Uint8Array, parity: 0 | 1): number {
  let count = 0
  for (let index = parity; index < bytes.length; index += 2) if (bytes[index] === 0) count++
  return bytes.length < 8 ? 0 : (2 * count) / bytes.length
}

/** Whether a decoded text is in fact something else: text has hardly any control characters or broken ones. */
export function looksBinary(text: string): boolean {
  const sample = text.slice(0, 200_000)
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0
  return odd > 2 && odd / sample.length > 0.002
}

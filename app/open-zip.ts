import { Inflate } from 'fflate'

/**
 * How much one file may unpack to, in bytes and entries; measured while unpacking, because a file may lie about its
 * size.
 */
export const zipLimits = { entries: 2_000, total: 200_000_000, kept: 40_000_000, ratio: 150, ratioFrom: 20_000_000 }

export class ZipRefused extends Error {
  reason: 'corrupt' | 'too-big' | 'encrypted'
  constructor(reason: ZipRefused['reason']) {
    super(`zip refused: ${reason}`)
    this.reason = reason
  }
}

const corrupt = () => new ZipRefused('corrupt')

type Entry = { name: string; method: number; flags: number; compressed: number; offset: number }

/** Names in the directory at the end of a zip. Throws ZipRefused. */
export function zipEntries(bytes: Uint8Array, limits = zipLimits): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || count > limits.entries) throw new ZipRefused('too-big')
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw corrupt()
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw corrupt()
}

/**
 * Unpacks a zip within the limits and returns the parts that `keep` wants. Every entry is unpacked and measured, also
 * those that are not kept, because a later reader may open them too. Throws ZipRefused.
 */
export function openZip(
  bytes: Uint8Array,
  keep: (name: string) => boolean,
  limits = zipLimits,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let total = 0
  let kept = 0
  for (const entry of zipEntries(bytes, limits)) {
    if (entry.name.endsWith('/')) continue
    if (entry.flags & 1) throw new ZipRefused('encrypted')
    const wanted = keep(entry.name)
    const chunks: Uint8Array[] = []
    unpack(bytes, entry, (chunk) => {
      total += chunk.length
      if (total > limits.total || (total > limits.ratioFrom && total > limits.ratio * bytes.length))
        throw new ZipRefused('too-big')
      if (!wanted) return
      kept += chunk.length
      if (kept > limits.kept) throw new ZipRefused('too-big')
      chunks.push(chunk.slice())
    })
    if (wanted) parts.set(entry.name, joined(chunks))
  }
  return parts
}

/** Unpacks one entry in small steps, so that a limit stops it early. */
function unpack(bytes: Uint8Array, entry: Entry, onData: (chunk: Uint8Array) => void) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw corrupt()
  const from = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const data = bytes.subarray(from, from + entry.compressed)
  if (data.length !== entry.compressed) throw corrupt()
  if (entry.method === 0) return onData(data)
  if (entry.method !== 8) throw corrupt()
  const step = 16_384
  const inflate = new Inflate(onData)
  try {
    for (let at = 0; at < data.length; at += step) inflate.push(data.subarray(at, at + step), at + step >= data.length)
  } catch (error) {
    throw error instanceof ZipRefused ? error : corrupt()
  }
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

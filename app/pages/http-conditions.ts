/** How bytes may be compressed. */
export type Coding = 'br' | 'gzip' | 'identity'

const MOST_NAMES = 20

/**
 * The coding to answer in (RFC 9110, 12.5.3), out of those that there are, which stand from the most bytes to the least: of those that
 * the client likes most, the one that takes least bytes.
 */
export function codingFor(acceptEncoding: string | undefined, codings: readonly Coding[] = ['gzip', 'br']): Coding {
  if (acceptEncoding === undefined) return 'identity'
  // What every browser sends, without taking it apart.
  if (acceptEncoding === 'gzip, deflate, br, zstd' || acceptEncoding === 'gzip, deflate, br')
    return codings.at(-1) ?? 'identity'
  const weights = new Map<string, number>()
  for (const part of acceptEncoding.toLowerCase().split(',', MOST_NAMES)) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2)
    weights.set(name, weight === undefined ? 1 : /^[01](\.\d{0,3})?$/.test(weight) ? Number(weight) : 0)
  }
  const weightOf = (coding: Coding) => weights.get(coding) ?? weights.get('*') ?? 0
  // Nobody is refused for what they accept: the plain bytes are always there.
  let best: Coding = 'identity'
  for (const coding of codings)
    if (
      weightOf(coding) > 0 &&
      weightOf(coding) >= (best === 'identity' ? (weights.get('identity') ?? 0) : weightOf(best))
    )
      best = coding
  return best
}

type Conditions = { 'if-none-match'?: string | undefined; 'if-match'?: string | undefined }

/**
 * The status for a GET or HEAD with these conditions (RFC 9110, 13.2.2). Tags are weak: equal tags mean an equal page, compressed in
 * whatever way. `If-Match` compares strongly, so that only `*` can be met. Dates are no conditions here, since no page has one.
 */
export function statusFor(conditions: Conditions, etag: string): 200 | 304 | 412 {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = conditions
  if (ifMatch !== undefined && ifMatch.trim() !== '*') return 412
  if (ifNoneMatch === undefined) return 200
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return 304
  return opaque(ifNoneMatch).includes(etag.replace(/^W\//, '')) ? 304 : 200
}

/** The tags in a list, without what says that they are weak; nonsense has none. */
const opaque = (list: string): string[] => list.match(/"[\x21\x23-\x7e\x80-\xff]*"/g) ?? []

import { createHmac } from 'node:crypto'

/** Without 0 and O, 1, I and L, and U: what looks or sounds alike is not in a code. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 12
const combinations = BigInt(codeAlphabet.length) ** BigInt(CODE_LENGTH)

type Owner = { secret: string; municipalityId: string }

/** The code of a reaction: always the same for the same key, so that it need not be stored anywhere. */
export function receiptCode({ secret, municipalityId }: Owner, idempotencyKey: string): string {
  const digest = createHmac('sha256', secret).update(`receipt-code:${municipalityId}:${idempotencyKey}`).digest('hex')
  // 256 bits over 59: what is left of the division favours no letter that anyone could notice.
  let rest = BigInt(`0x${digest}`) % combinations
  let code = ''
  for (let at = 0; at < CODE_LENGTH; at++) {
    code += codeAlphabet[Number(rest % BigInt(codeAlphabet.length))]
    rest /= BigInt(codeAlphabet.length)
  }
  return code
}

/** What is stored of a code: enough to recognise it, not to use it. */
export function receiptCodeHash({ secret, municipalityId }: Owner, code: string): string {
  return createHmac('sha256', secret).update(`receipt-hash:${municipalityId}:${code}`).digest('base64url')
}

/** In three groups, as people copy it: 'K7RM-4TQX-9WHB'. */
export function showCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** What someone typed as a code, or in Dutch what to look at. */
export function readCode(typed: string): { code: string; problem: null } | { code: null; problem: string } {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{Cf}\p{Cc}]/gu, '')
    .toUpperCase()
  if (code === '')
    return {
      code: null,
      problem: 'Vul uw code in. U vindt hem op uw ontvangstbewijs en in de e-\u2060mail die u kreeg.',
    }
  const strange = [...new Set(code)].filter((letter) => !codeAlphabet.includes(letter))
  if (strange.length > 0) {
    const found = strange
      .slice(0, 3)
      .map((letter) => `“${letter}”`)
      .join(' en ')
    return {
      code: null,
      problem: `In uw code staat ${found}. Dat komt in onze codes niet voor. Wij gebruiken geen 0, O, 1, I, L en U. Kijk de code nog eens na.`,
    }
  }
  if (code.length !== CODE_LENGTH) {
    return {
      code: null,
      problem: `Een code heeft ${CODE_LENGTH} letters en cijfers, zoals K7RM-4TQX-9WHB. U vulde er ${code.length} in. Kijk de code nog eens na.`,
    }
  }
  return { code, problem: null }
}

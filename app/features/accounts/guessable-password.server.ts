import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { WrongInput } from '#app/errors.server.ts'
import type { Db } from '#db/client.server.ts'
import { normalPassword, passwordProblem } from './password.ts'

/** What people at a Dutch municipality begin with; the library brings 49,000 passwords that were found in the open. */
const dutch = [
  ...['welkom', 'wachtwoord', 'geheim', 'inloggen', 'toegang', 'hallo', 'goedemorgen', 'tijdelijk', 'proef', 'test'],
  ...['lente', 'voorjaar', 'zomer', 'herfst', 'najaar', 'winter', 'kerst', 'pasen', 'vakantie', 'weekend'],
  ...[
    'januari',
    'februari',
    'maart',
    'april',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
  ...['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag', 'vandaag', 'morgen'],
  ...[
    'gemeente',
    'gemeentehuis',
    'stadhuis',
    'raad',
    'raadslid',
    'gemeenteraad',
    'raadhuis',
    'griffie',
    'griffier',
    'college',
  ],
  ...[
    'burgemeester',
    'wethouder',
    'ambtenaar',
    'beheer',
    'beheerder',
    'inwoner',
    'inspraak',
    'participatie',
    'beleid',
    'partner',
  ],
  ...[
    'straat',
    'laan',
    'plein',
    'weg',
    'hoofdstraat',
    'dorpsstraat',
    'kerkstraat',
    'schoolstraat',
    'molenweg',
    'stationsstraat',
  ],
  ...[
    'marktplein',
    'dorp',
    'stad',
    'provincie',
    'drenthe',
    'groningen',
    'friesland',
    'overijssel',
    'gelderland',
    'utrecht',
  ],
  ...['holland', 'zeeland', 'brabant', 'limburg', 'flevoland', 'nederland', 'amsterdam', 'rotterdam', 'assen', 'emmen'],
  ...[
    'oranje',
    'voetbal',
    'ajax',
    'feyenoord',
    'heerenveen',
    'liefde',
    'schatje',
    'lieverd',
    'poesje',
    'hondje',
    'saomen',
  ],
]

/**
 * Guesses that a password must be worth. The online limits stop guessing long before; this is for whoever got hold of the
 * table, at some 40 guesses a second for each core: ten years.
 */
const ENOUGH_GUESSES = 1e10
/** The library takes 50 ms for the worst 48 characters, and ever more for longer ones; nothing else is served meanwhile. */
const CHARACTERS_LOOKED_AT = 48

let estimator: ZxcvbnFactory | undefined

type Person = { email: string; municipalityName: string; name?: string }

/** Why a new password is refused, in Dutch, or null when it will do. */
export function newPasswordProblem(password: string, person: Person): string | null {
  const problem = passwordProblem(password, person)
  if (problem) return problem
  if (!isEasyToGuess(password, person)) return null
  return 'Kies een ander wachtwoord. Dit is te makkelijk te raden. Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben'
}

/** Throws WrongInput at 'password' for one that will not do for this person in this municipality. */
export async function refuseGuessable(
  db: Db,
  municipalityId: string,
  { password, ...person }: { password: string; email: string; name: string },
): Promise<void> {
  const { name: municipalityName } = await db
    .selectFrom('municipality')
    .select('name')
    .where('id', '=', municipalityId)
    .executeTakeFirstOrThrow()
  const problem = newPasswordProblem(password, { ...person, municipalityName })
  if (problem) throw new WrongInput({ password: problem })
}

function isEasyToGuess(password: string, person: Person): boolean {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, dutch },
    graphs: adjacencyGraphs,
    maxLength: CHARACTERS_LOOKED_AT,
  })
  const start = [...normalPassword(password)].slice(0, CHARACTERS_LOOKED_AT).join('')
  return estimator.check(start, wordsAround(person)).guesses < ENOUGH_GUESSES
}

/** Words that whoever knows the person tries first, whole and in parts. */
function wordsAround({ email, municipalityName, name = '' }: Person): string[] {
  const whole = [email, municipalityName, name].map((text) => text.toLowerCase())
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2)
  return [...new Set([...whole.filter((text) => text !== ''), ...parts])].slice(0, 50)
}

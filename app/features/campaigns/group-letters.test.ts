import { describe, expect, test } from 'vitest'
import { groupLetters, type KnownLetter } from './group-letters.ts'
import { signatureOf } from './letter-signature.ts'

const roofs = `Ik maak bezwaar tegen zonnevelden op landbouwgrond. Er liggen in onze gemeente nog veel daken leeg, begin daar. Een veld met
  panelen hoort niet vlak bij huizen. Houd ook rekening met weidevogels in het voorjaar. Laat omwonenden meebeslissen en meedelen in de opbrengst.`
const bus = `De bus rijdt na zeven uur niet meer door ons dorp. Daardoor kan mijn moeder niet naar haar koor en mijn zoon niet naar zijn werk.
  Wij vragen u om een rit om negen uur en een rit om elf uur, ook in het weekend. Een busje dat op afroep komt is voor ons ook goed genoeg.`
const pool = `Houd het zwembad open. Kinderen leren er zwemmen, ouderen blijven er fit en de school heeft er elke week les. Dicht is dicht, en een
  nieuw bad komt er dan nooit meer. Vraag liever een euro meer per kaartje en zoek vrijwilligers voor de kassa en de kantine.`

const letter = (id: string, text: string) => ({ ...signatureOf(text), id })
const known = (id: string, text: string, groupId: string | null = null): KnownLetter => ({
  ...letter(id, text),
  groupId,
})
const none = { letters: [], bands: new Map<number, string>(), settled: new Set<string>() }
const knows = (letters: KnownLetter[], texts: string[], settled: string[] = []) => ({
  letters,
  bands: new Map(
    letters.flatMap(({ id }, at) => signatureOf(texts[at] ?? '').bands.map((band) => [band, id] as const)),
  ),
  settled: new Set(settled),
})
const named = () => {
  let next = 0
  return () => `group ${++next}`
}
const lettersOf = ({ groups }: ReturnType<typeof groupLetters>) => groups.map(({ letters }) => letters.join(' '))

describe('letters that are alike come together', () => {
  test('whoever sends them and in whatever order', () => {
    const fresh = [
      letter('a', roofs),
      letter('b', bus),
      letter('c', `Wij wonen er pal naast. ${roofs}`),
      letter('d', pool),
      letter('e', bus.replace('negen', 'half tien')),
      letter('f', roofs),
    ]
    expect(lettersOf(groupLetters(fresh, none, named()))).toEqual(['a c f', 'b e'])
    expect(lettersOf(groupLetters(fresh.toReversed(), none, named()))).toEqual(['f c a', 'e b'])
  })

  test('a new letter takes an earlier one along that stood alone', () => {
    const grouped = groupLetters([letter('b', roofs)], knows([known('a', roofs)], [roofs]), named())
    expect(grouped.groups).toEqual([{ id: 'group 1', isNew: true, letters: ['a', 'b'] }])
    expect(grouped.bands).toEqual([])
  })

  test('a later letter comes into the group that there is, also when that was refused', () => {
    const there = knows([known('a', roofs, 'g')], [roofs], ['g'])
    expect(groupLetters([letter('b', `${roofs} Dank u.`)], there, named()).groups).toEqual([
      { id: 'g', isNew: false, letters: ['b'] },
    ])
  })

  test('whoever is like nobody stands alone, and is known for later', () => {
    const grouped = groupLetters([letter('a', roofs), letter('b', bus)], none, named())
    expect(grouped.groups).toEqual([])
    expect(grouped.bands).toHaveLength(80)
  })
})

describe('groups that are alike', () => {
  const halves = roofs.split('. ')
  const begin = halves.slice(0, 4).join('. ')
  const end = halves.slice(1).join('. ')
  const both = knows([known('a', begin, 'g'), known('b', end, 'h')], [begin, end])

  test('become one when a letter is like both', () => {
    const { groups, merged } = groupLetters([letter('c', roofs)], both, named())
    expect(merged).toEqual([{ from: 'h', to: 'g' }])
    expect(groups).toEqual([{ id: 'g', isNew: false, letters: ['c'] }])
  })

  test('stay two when an official decided about one', () => {
    const { groups, merged } = groupLetters([letter('c', roofs)], { ...both, settled: new Set(['h']) }, named())
    expect(merged).toEqual([])
    expect(groups).toHaveLength(1)
  })

  test('stay two when someone puts both texts into one letter', () => {
    const there = knows([known('a', roofs, 'g'), known('b', bus, 'h')], [roofs, bus])
    const { merged } = groupLetters([letter('c', `${roofs} ${bus}`)], there, named())
    expect(merged).toEqual([])
  })
})

test('a letter of a campaign that was erased is no way to it any more', () => {
  const gone = { ...none, bands: new Map(signatureOf(roofs).bands.map((band) => [band, 'gone'] as const)) }
  const grouped = groupLetters([letter('b', roofs)], gone, named())
  expect(grouped.groups).toEqual([])
})

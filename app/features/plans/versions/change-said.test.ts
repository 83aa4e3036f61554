import { describe, expect, test } from 'vitest'
import { changeSaid } from './change-said.ts'

const part = (text: string, section = 'Mantelzorg') => ({ text, section })
const edited = (old: string, now: string, moved = false) =>
  changeSaid({ kind: 'edited', moved, olds: [part(old)], news: [part(now)] })

describe('a change is said before its words', () => {
  test('by its sentences', () => {
    const first = 'Jonge mantelzorgers vragen om extra aandacht.'
    const rest = 'Scholen, sportclubs en sociale teams leren hoe zij deze kinderen eerder herkennen.'
    expect(
      edited(
        `${first} Zij helpen thuis mee, maar praten daar weinig over. ${rest}`,
        `${first} Dat geldt ook voor andere kinderen. ${rest} Elke school krijgt één vaste contactpersoon.`,
      ),
    ).toBe('Eén zin is weg, twee zinnen zijn nieuw.')
    expect(edited(`${first} ${rest}`, `${first} ${rest.replace('eerder', 'beter')}`)).toBe(
      'De laatste zin is anders.',
    )
    expect(edited('De bus rijdt elke dag.', 'De bus rijdt elke werkdag.')).toBe('De zin is anders.')
    expect(edited('De bus rijdt elke dag. Zij stopt.', 'De bus rijdt elke werkdag. Zij stopt.')).toBe(
      'De eerste zin is anders.',
    )
    expect(edited('De bus rijdt elke dag.', 'Er komt een loket in het gemeentehuis.')).toBe(
      'Bijna alle woorden zijn anders.',
    )
  })

  test('by its place and its parts', () => {
    expect(edited('De bus rijdt elke dag.', 'De bus rijdt elke werkdag.', true)).toBe(
      'De zin is anders. De plek is ook anders.',
    )
    const moved = { kind: 'moved', moved: true, olds: [part('Een.', 'Leefbaarheid')], news: [part('Een.')] } as const
    expect(changeSaid(moved)).toBe('De woorden zijn gelijk, de plek is anders: van ‘Leefbaarheid’ naar ‘Mantelzorg’.')
    const [one, two] = ['De teams helpen ouders.', 'Gaat het niet veilig?']
    expect(
      changeSaid({ kind: 'split', moved: false, olds: [part(`${one} ${two}`)], news: [part(one), part(two)] }),
    ).toBe('Eén alinea werd er twee. De woorden zijn gelijk.')
    expect(
      changeSaid({ kind: 'merged', moved: false, olds: [part(`${one} Het is gratis.`), part(two)], news: [part(`${one} ${two}`)] }),
    ).toBe('Twee alinea’s werden er één. Eén zin is weg.')
    expect(changeSaid({ kind: 'new', moved: false, olds: [], news: [part(one)] })).toBe('Een hele alinea is nieuw.')
    expect(changeSaid({ kind: 'gone', moved: false, olds: [part(one)], news: [] })).toBe('De hele alinea is weg.')
  })
})

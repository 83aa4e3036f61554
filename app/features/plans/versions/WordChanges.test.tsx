import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { changesInWords, WordChanges } from './WordChanges.tsx'

const draw = (old: string, now: string) => renderToStaticMarkup(<WordChanges old={old} now={now} />)

test('what went and what came is marked, and said for who does not see it', () => {
  const page = draw('De bus rijdt in de avond door het dorp.', 'De bus rijdt in de nacht door het dorp.')
  expect(page).toContain('<del><span class="vh">(weg: </span>avond<span class="vh">) </span></del>')
  expect(page).toContain('<ins><span class="vh">(nieuw: </span>nacht<span class="vh">) </span></ins>')
})

test('where nearly all is different, old and new stand whole below each other', () => {
  const page = draw('De bus rijdt overdag.', 'Mantelzorgers krijgen respijt in elk dorp.')
  expect(page).toMatch(
    /^<p [^>]+><span><del>.*De bus rijdt overdag\..*<\/del><\/span><\/p><p [^>]+><span><ins>.*respijt.*<\/ins><\/span><\/p>$/,
  )
})

test('the counts say what changes', () => {
  const old = 'De bus rijdt in de avond door het dorp.'
  expect(changesInWords(old, old)).toBe('Er verandert niets')
  expect(changesInWords(old, ' ')).toBe('De hele tekst is weg')
  expect(changesInWords(old, old.replace('avond', 'late nacht'))).toBe('1 woord weg, 2 woorden nieuw')
  expect(changesInWords(old, old.replace('bus rijdt', 'bus  rijdt'))).toBe('Alleen witruimte verandert')
})

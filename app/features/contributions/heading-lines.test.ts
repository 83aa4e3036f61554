import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { headingsInOdt, headingsInText } from './heading-lines.ts'
import { headingsInFile } from './headings-in-file.ts'
import { h1, h2, p, word } from '#app/features/plans/reading-files/word-files.fixture.ts'

const odt = (content: string) =>
  zipSync({ 'content.xml': strToU8(`<?xml version="1.0"?><office:text>${content}</office:text>`) })

describe('the headings of a file', () => {
  test('are what an OpenDocument text says they are, in plain words', async () => {
    const bytes = odt(
      '<text:h text:style-name="Kop1">Zorg <text:span>&amp; welzijn</text:span></text:h><text:p>De hulp komt te laat.</text:p>' +
        '<text:h text:outline-level="2">Bij&#32;ons<text:s/>thuis<text:note>1</text:note></text:h><text:h/>',
    )
    expect(headingsInOdt(bytes)).toEqual(['Zorg & welzijn', 'Bij ons thuis'])
    expect(await headingsInFile('odt', bytes)).toEqual(['Zorg & welzijn', 'Bij ons thuis'])
    expect(headingsInOdt(strToU8('geen zip'))).toEqual([])
  })

  test('are those with a style of headings in a Word file', async () => {
    const bytes = await word([
      h1('Zorg thuis'),
      p('De hulp komt te laat.'),
      h2('Nacht'),
      p('Dan is er niemand.'),
      h1('Vervoer'),
      p('De bus rijdt niet.'),
    ])
    expect(await headingsInFile('docx', bytes)).toEqual(['Zorg thuis', 'Nacht', 'Vervoer'])
  })

  test('are not there in a PDF or a photo', async () => {
    expect(await headingsInFile('pdf', strToU8('%PDF-1.7'))).toEqual([])
    expect(await headingsInFile('jpeg', strToU8('x'))).toEqual([])
  })
})

describe('headings of a file in a text that was taken over', () => {
  const found = (text: string, headings: string[]) =>
    headingsInText(text, headings).map(({ start, end }) => text.slice(start, end))

  test('are lines of their own, with or without their number, in the order of the file', () => {
    const text = '😀 Vervoer is slecht.\r\n1. Zorg thuis\r\nDe hulp komt.\r\n  Vervoer:\r\nDe bus.\r\nZorg thuis\r\n'
    expect(found(text, ['Zorg  thuis', '2 Vervoer'])).toEqual(['1. Zorg thuis', 'Vervoer:'])
  })

  test('are not there when the text has none of them', () => {
    expect(found('De bus rijdt niet.', ['Vervoer'])).toEqual([])
    expect(found('', ['Vervoer'])).toEqual([])
  })
})

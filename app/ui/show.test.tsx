import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FilterFold } from './FormParts.tsx'
import { Icon } from './Icon.tsx'
import { Empty } from './Marks.tsx'
import { pageNumbers, PageSteps, Pagination } from './Pagination.tsx'
import { percentages, SplitBar, StackedBar, Tally } from './Shares.tsx'
import { ResponsiveTable } from './Table.tsx'
import { DaysLeft, DaysRuler, PhaseLine } from './Time.tsx'
import { StaffHeader } from './StaffHeader.tsx'
import { Verbatim } from './Verbatim.tsx'

describe('the days ruler', () => {
  it('says which day it is and marks one tick as today', () => {
    const out = html(<DaysRuler total={42} day={28} from="5 oktober" to="15 november" />)
    expect(out).toContain('role="img" aria-label="Dag 28 van 42"')
    expect(out.match(/<rect/g)).toHaveLength(42)
    expect(out.match(/class="past"/g)).toHaveLength(27)
    expect(out.match(/class="today"/g)).toHaveLength(1)
  })

  it('says when it is over and when it has not begun', () => {
    expect(html(<DaysRuler total={42} day={43} />)).toContain('aria-label="Gesloten na 42 dagen"')
    expect(html(<DaysRuler total={42} day={0} />)).toContain('aria-label="Nog niet begonnen, 42 dagen"')
  })

  it('counts one day as one day, and names the last', () => {
    expect(html(<DaysLeft left={1} />)).toContain(' dag\nte gaan')
    expect(html(<DaysLeft left={0} />)).toContain('laatste dag')
  })
})

it('a phase says its state in words, and the current one is the step', () => {
  const out = html(
    <PhaseLine
      phases={[
        { title: 'A', state: 'done' },
        { title: 'B', state: 'now', says: 'Nu: dag 28 van 42' },
        { title: 'C', state: 'next' },
      ]}
    />,
  )
  expect(out).toContain('Klaar')
  expect(out).toContain('<li class="is-now" aria-current="step">')
  expect(out).toContain('Komt nog')
})

describe('bars', () => {
  it('show the smallest share and still make a whole', () => {
    const shares = percentages([1, 4999, 0])
    expect(shares[0]).toBeGreaterThan(0.5)
    expect(shares[2]).toBe(0)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100)
    expect(percentages([0, 0])).toEqual([0, 0])
  })

  it('need no style attribute, so that a strict security policy lets them through', () => {
    const out = html(
      <>
        <SplitBar
          shares={[
            { tone: 'moss', count: 3 },
            { tone: 'amber', count: 1 },
          ]}
        />
        <StackedBar
          label="3 van 4"
          parts={[
            { level: 'solid', count: 3 },
            { level: 'hatch', count: 1 },
          ]}
        />
      </>,
    )
    expect(out).not.toContain('style=')
    expect(out).toContain('aria-label="3 van 4"')
  })

  it('are hidden where the list under them says the same, and the chosen row is marked', () => {
    const out = html(
      <Tally
        items={[
          {
            key: 'a',
            label: 'Overgenomen',
            count: 31,
            tone: 'moss',
            icon: 'check-circle',
            href: '?b=a',
            current: true,
          },
        ]}
      />,
    )
    expect(out).toContain('class="split" focusable="false" aria-hidden="true"')
    expect(out).toContain('<a href="?b=a" aria-current="true">')
  })
})

describe('a list', () => {
  it('says that it is empty in a paragraph of its own, also with a number in the words', () => {
    expect(
      html(
        <Empty title="Niets gevonden" action={<a href="/">Alles</a>}>
          Gezocht in {12} punten.
        </Empty>,
      ),
    ).toContain('<p>Gezocht in 12 punten.</p><a href="/">')
  })

  it('keeps the fields in sight that someone chose with', () => {
    expect(html(<FilterFold inUse>x</FilterFold>)).toContain('<details class="fold filters-fold no-print" open="">')
    expect(html(<FilterFold inUse={false}>x</FilterFold>)).not.toContain('open')
  })
})

describe('pages', () => {
  it('show the ends and the neighbours, and no gap of one', () => {
    expect(pageNumbers(1, 1)).toEqual([1])
    expect(pageNumbers(3, 5)).toEqual([1, 2, 3, 4, 5])
    expect(pageNumbers(5, 20)).toEqual([1, 'gap', 4, 5, 6, 'gap', 20])
    expect(pageNumbers(20, 20)).toEqual([1, 'gap', 19, 20])
  })

  it('mark the current one and lead to both sides', () => {
    const out = html(
      <Pagination page={2} pages={3} hrefOf={(n) => `?pagina=${n}`} says="26 tot en met 50 van 112 punten" />,
    )
    expect(out).toContain('href="?pagina=2" aria-current="page" aria-label="Bladzijde 2"')
    expect(out).toContain('href="?pagina=1" rel="prev"')
    expect(out).toContain('href="?pagina=3" rel="next"')
    expect(out).toContain('26 tot en met 50 van 112 punten')
  })

  it('that are not counted lead to both sides and to both ends', () => {
    const out = html(
      <PageSteps first="?" previous="?vanaf=1.2" next="?vanaf=7.3" last="?vanaf=eind" says="Nummer 3.1" />,
    )
    expect(out).toContain('href="?vanaf=1.2" rel="prev"')
    expect(out).toContain('href="?vanaf=7.3" rel="next"')
    expect(out).toContain('href="?vanaf=eind"')
    expect(out).toContain('Nummer 3.1')
    expect(html(<PageSteps first={null} previous={null} next={null} last={null} says="" />)).toBe('')
  })

  it('stay away when there is one', () => {
    expect(html(<Pagination page={1} pages={1} hrefOf={String} />)).toBe('')
  })
})

it('a table that becomes cards keeps its roles and its labels', () => {
  const out = html(
    <ResponsiveTable
      caption="Punten"
      columns={[{ label: 'Nr.', kind: 'lead' }, { label: 'Punt' }]}
      rows={[{ key: '1', cells: ['2.1', 'Een bankje'] }]}
    />,
  )
  expect(out).toContain('role="rowheader" scope="row" class="cell-lead" data-l="Nr."')
  expect(out).toContain('role="cell" data-l="Punt"')
})

it("a person's text keeps its spaces and is never markup", () => {
  const out = html(<Verbatim text={'Eerste  regel\n  <b>tweede</b>'} />)
  expect(out).toBe('<div class="verbatim" dir="auto">Eerste  regel\n  &lt;b&gt;tweede&lt;/b&gt;</div>')
})

it('an icon is silent unless it has a label', () => {
  expect(html(<Icon name="check" />)).toContain('aria-hidden="true"')
  expect(html(<Icon name="check" label="klaar" />)).toContain('role="img" aria-label="klaar"')
})

it('the menu of the staff bar is there twice: in the bar, and folded for a narrow screen without JavaScript', () => {
  const out = html(
    <StaffHeader
      municipalityName="Gemeente X"
      home="/"
      userName="anna"
      nav={[{ href: '/p', label: 'Punten', current: true }]}
    />,
  )
  expect(out.match(/<a href="\/p" aria-current="page">Punten<\/a>/g)).toHaveLength(2)
  expect(out).toContain('<details class="sm-top__menu">')
})

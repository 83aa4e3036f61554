import { renderToStaticMarkup as html } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { CheckboxField, Checkboxes, RadioGroup } from './Choices.tsx'
import { countOfErrors, ErrorSummary } from './ErrorSummary.tsx'
import { Field, FileInput, Select, TextArea, TextInput } from './Field.tsx'
import { SummaryList } from './FormParts.tsx'

describe('a field', () => {
  it('ties label, description and error to its control, in that order', () => {
    const out = html(
      <TextInput name="naam" label="Uw naam" description="Zoals u heet." error="Vul uw naam in." defaultValue="Jan" />,
    )
    expect(out).toContain('<label class="utrecht-form-label" for="naam">')
    expect(out).toContain('aria-describedby="naam-uitleg naam-fout"')
    expect(out).toContain('aria-invalid="true"')
    expect(out).toContain('value="Jan"')
    const order = ['for="naam"', 'id="naam-uitleg"', 'id="naam-fout"', '<input'].map((part) => out.indexOf(part))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(out).toContain('<span class="vh">Fout: </span>Vul uw naam in.')
  })

  it('has no dangling references when nothing describes it', () => {
    const out = html(<TextArea name="tekst" label="Uw reactie" />)
    expect(out).not.toContain('aria-describedby')
    expect(out).not.toContain('aria-invalid')
    expect(out).toContain('aria-required="true"')
  })

  it('says in words that it may stay empty', () => {
    const out = html(<TextInput name="tel" label="Telefoon" optional />)
    expect(out).toContain('(mag, hoeft niet)')
    expect(out).not.toContain('aria-required')
  })

  it('keeps its wiring with an id of its own, for a second form on the page', () => {
    const out = html(
      <Field name="email" id="volg-email" label="E-mail" error="Kijk het adres na">
        {(control) => <input {...control} />}
      </Field>,
    )
    expect(out).toContain('for="volg-email"')
    expect(out).toContain('id="volg-email" name="email" aria-describedby="volg-email-fout"')
  })

  it('remembers the option someone chose, and has words for nothing chosen', () => {
    const out = html(
      <Select
        name="thema"
        label="Thema"
        empty="Kies een thema"
        defaultValue="b"
        options={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />,
    )
    expect(out).toContain('<option value="">Kies een thema</option>')
    expect(out).toContain('<option value="b" selected="">B</option>')
  })

  it('says the limits of a file beforehand', () => {
    const file = html(<FileInput name="bijlage" label="Bijlage" limits="Hooguit 20 MB." optional />)
    expect(file).toContain('type="file"')
    expect(file).toContain('id="bijlage-uitleg">Hooguit 20 MB.')
  })
})

describe('choices', () => {
  const choices = [
    { value: 'zelf', label: 'Voor mezelf' },
    { value: 'org', label: 'Voor een organisatie', more: 'U noemt haar naam.' },
  ]

  it('put the id of the group on the first choice, where the error summary links to', () => {
    const out = html(
      <RadioGroup
        name="namens"
        legend="Voor wie reageert u?"
        choices={choices}
        value="org"
        error="Kies voor wie u reageert"
      />,
    )
    expect(out).toContain('role="radiogroup"')
    expect(out).toContain('aria-labelledby="namens-vraag"')
    expect(out).toContain('aria-describedby="namens-fout"')
    expect(out).toContain('id="namens" name="namens" value="zelf"')
    expect(out).toMatch(/id="namens-2" name="namens"[^>]*checked=""|checked=""[^>]*id="namens-2"/)
  })

  it('keep every box that was ticked', () => {
    const out = html(<Checkboxes name="soort" legend="Soort" choices={choices} values={['zelf', 'org']} />)
    expect(out.match(/checked=""/g)).toHaveLength(2)
  })

  it('tell of a box alone what is wrong', () => {
    const out = html(<CheckboxField name="akkoord" label="Dit klopt" error="Vink aan dat dit klopt" />)
    expect(out).toContain('aria-describedby="akkoord-fout"')
    expect(out).toContain('for="akkoord"')
  })
})

describe('the error summary', () => {
  it('counts in words', () => {
    expect(countOfErrors(1)).toBe('Eén ding klopt nog niet')
    expect(countOfErrors(2)).toBe('Twee dingen kloppen nog niet')
    expect(countOfErrors(13)).toBe('13 dingen kloppen nog niet')
  })

  it('links each error to its control, says what was kept and takes the focus without JavaScript', () => {
    const out = html(
      <ErrorSummary errors={[{ field: 'naam', message: 'Vul uw naam in' }, { message: 'Geen verbinding' }]} />,
    )
    expect(out).toContain('role="alert"')
    expect(out).toContain('tabindex="-1"')
    expect(out.toLowerCase()).toContain('autofocus')
    expect(out).toContain('Twee dingen kloppen nog niet')
    expect(out).toContain('Wat u al hebt ingevuld, is bewaard.')
    expect(out).toContain('<a href="#naam">Vul uw naam in</a>')
    expect(out).toContain('<li>Geen verbinding</li>')
  })

  it('is absent when nothing is wrong', () => {
    expect(html(<ErrorSummary errors={[]} />)).toBe('')
  })
})

describe('the check page', () => {
  it('says with every change link what it changes', () => {
    const out = html(
      <SummaryList
        rows={[
          { term: 'Uw naam', value: 'Niet ingevuld', href: '/stap-2#naam' },
          { term: 'Nummer', value: '31' },
        ]}
      />,
    )
    expect(out).toContain('<a href="/stap-2#naam">Wijzig<span class="vh"> uw naam</span></a>')
    expect(out.match(/<a /g)).toHaveLength(1)
  })
})

import { sectionInWords } from '#app/features/plans/plan.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { dispositions, dispositionWords } from '#app/features/points/disposition.ts'
import type { ShownForm } from '#app/forms/use-form.ts'
import { Checkboxes, RadioGroup } from '#app/ui/Choices.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import type { AnswerView } from './answer-view.server.ts'

/** Theme, decision, reply, where in the plan, and which other points get the same answer. */
export function PointAnswerFields({
  view,
  form,
  seen,
  focus,
}: {
  view: AnswerView
  form: ShownForm
  /** Marks of the answer and of what of a person was shown. */
  seen: { answer: string; found: string }
  /** Someone comes from the point before: the fields are where the work goes on. */
  focus: boolean
}) {
  const { themes, sections, others, point, scopes } = view
  const { errors, value } = form
  const [sectionIds, otherPointIds] = [form.values('sectionIds'), form.values('otherPointIds')]
  return (
    <>
      <Select
        {...form.field('themeId')}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- after a save, so that nobody tabs through the head of the page again
        autoFocus={focus || undefined}
        label="Thema"
        optional
        empty="Nog geen thema"
        options={themes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <RadioGroup
        name="disposition"
        legend="Wat is ermee gedaan?"
        value={value('disposition')}
        error={errors.disposition}
        choices={dispositions.map((disposition) => ({
          value: disposition,
          label: <DispositionBadge disposition={disposition} />,
          more: dispositionWords[disposition].explanation,
        }))}
      />
      <TextArea
        {...form.field('reply')}
        label="Antwoord aan de indiener"
        description="Schrijf wat u doet of niet doet, en waarom. De indiener en iedereen kan dit lezen."
        rows={8}
      />
      <div className="wk-forward">
        <TextInput
          {...form.field('forwardedTo')}
          label="Doorgeleid naar"
          optional={value('disposition') !== 'forwarded'}
          description="Alleen bij “Doorgeleid”: aan wie hebt u dit punt gegeven?"
        />
      </div>
      {sections.length > 0 && (
        <Fold
          id="plek"
          open={errors.sectionIds !== undefined || sectionIds.length > 0 || undefined}
          summary={`Plek in het plan${sectionIds.length > 0 ? `: ${sectionIds.length} gekozen` : ''}`}
        >
          <Checkboxes
            name="sectionIds"
            legend="Over welke onderdelen van het plan gaat dit antwoord?"
            optional
            values={sectionIds}
            error={errors.sectionIds}
            choices={sections.map(({ id, number, heading }) => ({
              value: id,
              label: (
                <span className={number.includes('.') ? 'wk-sub-part' : 'wk-part'}>
                  {sectionInWords({ number, heading })}
                </span>
              ),
            }))}
          />
        </Fold>
      )}
      {scopes.length > 0 && (
        <RadioGroup
          name="scope"
          legend="Waarover gaat dit antwoord?"
          // Points that were chosen one by one are ticked below: then it is not about all of a theme.
          value={
            value('scope') === 'theme' && (otherPointIds.length > 0 || !scopes.some(({ scope }) => scope === 'theme'))
              ? 'point'
              : value('scope')
          }
          choices={scopes.map(({ scope, label, count }) => ({
            ...{ value: scope, label },
            more:
              scope === 'point'
                ? 'Elk ander punt krijgt een eigen antwoord.'
                : count > 1
                  ? `${count} punten; wat al een eigen antwoord heeft, houdt dat.`
                  : undefined,
          }))}
        />
      )}
      {others.points.length > 0 && (
        <Fold
          id="samen"
          open={errors.otherPointIds !== undefined || otherPointIds.length > 0 || undefined}
          summary={`Ook voor andere punten${otherPointIds.length > 0 ? `: ${otherPointIds.length} gekozen` : ''}`}
        >
          <Checkboxes
            name="otherPointIds"
            legend="Welke punten krijgen ditzelfde antwoord?"
            description={`Open punten${point.theme ? ` met het thema ${point.theme} staan bovenaan` : ''}.`}
            optional
            values={otherPointIds}
            error={errors.otherPointIds}
            choices={others.points.map(({ id, number, name, words, theme }) => ({
              value: id,
              label: (
                <>
                  <b>{number}</b> {words.length > 160 ? `${words.slice(0, 160).trimEnd()}…` : words}
                </>
              ),
              more: theme === null ? name : `${name} · ${theme}`,
            }))}
          />
          {others.left > 0 && (
            <p className="small soft">
              En nog {others.left} open {others.left === 1 ? 'punt' : 'punten'}. Geef ze een thema, dan staan ze hier
              bovenaan.
            </p>
          )}
        </Fold>
      )}
      <input type="hidden" name="seen" value={seen.answer} />
      <input type="hidden" name="foundSeen" value={seen.found} />
    </>
  )
}

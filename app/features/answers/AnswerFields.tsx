import { sectionInWords } from '#app/features/plans/plan.ts'
import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { dispositions, dispositionWords } from '#app/features/points/disposition.ts'
import { Checkboxes, RadioGroup } from '#app/ui/Choices.tsx'
import { Select, TextArea, TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import type { AnswerForm } from './answer.schema.ts'
import type { AnswerView } from './answer-view.server.ts'

/** Theme, decision, reply, where in the plan, and which other points get the same answer. */
export function AnswerFields({
  view,
  values,
  errors,
  focus,
}: {
  view: AnswerView
  values: AnswerForm
  errors: Record<string, string>
  /** Someone comes from the point before: the fields are where the work goes on. */
  focus: boolean
}) {
  const { themes, sections, others, point, scopes } = view
  return (
    <>
      <Select
        name="thema"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- after a save, so that nobody tabs through the head of the page again
        autoFocus={focus || undefined}
        label="Thema"
        optional
        empty="Nog geen thema"
        defaultValue={values.themeId}
        options={themes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <RadioGroup
        name="besluit"
        legend="Wat is ermee gedaan?"
        value={values.disposition ?? undefined}
        error={errors.besluit}
        choices={dispositions.map((disposition) => ({
          value: disposition,
          label: <DispositionBadge disposition={disposition} />,
          more: dispositionWords[disposition].explanation,
        }))}
      />
      <TextArea
        name="antwoord"
        label="Antwoord aan de indiener"
        description="Schrijf wat u doet of niet doet, en waarom. De indiener en iedereen kan dit lezen."
        rows={8}
        defaultValue={values.reply}
        error={errors.antwoord}
      />
      <div className="wk-forward">
        <TextInput
          name="doorgeleidNaar"
          label="Doorgeleid naar"
          optional={values.disposition !== 'forwarded'}
          description="Alleen bij “Doorgeleid”: aan wie hebt u dit punt gegeven?"
          defaultValue={values.forwardedTo}
          error={errors.doorgeleidNaar}
        />
      </div>
      {sections.length > 0 && (
        <Fold
          id="plek"
          open={errors.onderdelen !== undefined || values.sectionIds.length > 0 || undefined}
          summary={`Plek in het plan${values.sectionIds.length > 0 ? `: ${values.sectionIds.length} gekozen` : ''}`}
        >
          <Checkboxes
            name="onderdelen"
            legend="Over welke onderdelen van het plan gaat dit antwoord?"
            optional
            values={values.sectionIds}
            error={errors.onderdelen}
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
          name="reikwijdte"
          legend="Waarover gaat dit antwoord?"
          // Points that were chosen one by one are ticked below: then it is not about all of a theme.
          value={
            values.scope === 'theme' &&
            (values.otherPointIds.length > 0 || !scopes.some(({ scope }) => scope === 'theme'))
              ? 'point'
              : values.scope
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
          open={errors.punten !== undefined || values.otherPointIds.length > 0 || undefined}
          summary={`Ook voor andere punten${values.otherPointIds.length > 0 ? `: ${values.otherPointIds.length} gekozen` : ''}`}
        >
          <Checkboxes
            name="punten"
            legend="Welke punten krijgen ditzelfde antwoord?"
            description={`Open punten${point.theme ? ` met het thema ${point.theme} staan bovenaan` : ''}.`}
            optional
            values={values.otherPointIds}
            error={errors.punten}
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
      <input type="hidden" name="gezien" value={values.seen} />
      <input type="hidden" name="gevondenGezien" value={values.foundSeen} />
    </>
  )
}

import { counted } from '#app/counted.ts'
import { paths, withQuery } from '#app/paths.ts'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { filterWords } from '#app/features/plans/versions/changes-in-words.ts'
import type { ShownForm } from '#app/forms/use-form.ts'
import type { NamedAmendment } from './amendments/amendment.ts'
import type { PlanGateView } from './gate-view.server.ts'

/** What becomes public, what is doubtful about it, and why it cannot be done now. */
export function WhatBecomesPublic({
  slug,
  gate,
  isAboutNews = false,
}: {
  slug: string
  gate: PlanGateView
  /** Only another version than people read is of use here. */
  isAboutNews?: boolean
}) {
  const { version, readers, isRead, changes, kinds, doubtful, undescribed, obstacle } = gate
  const compare = paths.official.process.planCompare(slug)
  return (
    <>
      {isRead ? (
        <p>
          Bewoners lezen nu <b>{version}</b>. Er is geen nieuwere versie.
        </p>
      ) : (
        <>
          <p>
            Bewoners lezen nu <b>{readers}</b>. Daarvoor komt <b>{version}</b> in de plaats, met{' '}
            {changes === 0 ? 'dezelfde tekst' : changes === 1 ? '1 wijziging' : `${changes} wijzigingen`}
            {changes > 0 && `: ${kinds}`}.
          </p>
          <GoLink href={withQuery(compare, { soort: filterWords.all })} arrow>
            Kijk na wat er verandert
          </GoLink>
        </>
      )}
      {obstacle !== null && !(isRead && isAboutNews) && (
        <Notice
          kind="warn"
          title="Dit kan nu nog niet"
          actions={
            doubtful + undescribed > 0 && (
              <>
                {doubtful > 0 && (
                  <GoLink href={withQuery(compare, { soort: filterWords.doubtful })} arrow>
                    Naar wat onzeker is
                  </GoLink>
                )}
                {undescribed > 0 && (
                  <GoLink href={paths.official.process.planFigures(slug)} arrow>
                    {undescribed === 1 ? 'Beschrijf 1 afbeelding' : `Beschrijf ${undescribed} afbeeldingen`}
                  </GoLink>
                )}
              </>
            )
          }
        >
          {obstacle}
        </Notice>
      )}
    </>
  )
}

/** Amendments that still ask for something, each with the way to it. */
export function OpenAmendmentList({
  slug,
  title,
  amendments,
  children,
}: {
  slug: string
  title: string
  amendments: readonly NamedAmendment[]
  /** What has to be done with them. */
  children: string
}) {
  if (amendments.length === 0) return null
  return (
    <Notice kind="warn" title={title}>
      <ul>
        {amendments.map(({ id, number, title }) => (
          <li key={id}>
            <a href={paths.official.process.amendment(slug, id)}>
              Amendement {number}: {title}
            </a>
          </li>
        ))}
      </ul>
      <p className="gap-1">{children}</p>
    </Notice>
  )
}

/** What does not fit between answers and changes or is not decided, and the tick with which an approver signs for it. */
export function SignedGaps({
  slug,
  gaps,
  undecided = [],
  form,
  label,
}: {
  slug: string
  gaps: readonly string[]
  undecided?: readonly NamedAmendment[]
  form: ShownForm
  label: string
}) {
  if (gaps.length + undecided.length === 0) return null
  return (
    <>
      {gaps.length > 0 && (
        <Notice kind="warn" title="Antwoorden en wijzigingen passen nog niet op elkaar">
          <ul>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
          <p className="gap-1">
            <a href={paths.official.process.plan(slug)}>Werk dit bij in het plan</a>
          </p>
        </Notice>
      )}
      <OpenAmendmentList slug={slug} title="Er is nog geen uitkomst ingevuld" amendments={undecided}>
        De griffier vult in wat ermee gebeurde. Werd er een aangenomen, dan hoort de tekst eerst in het plan.
      </OpenAmendmentList>
      <CheckboxField
        name="gapsSigned"
        value="on"
        defaultChecked={form.isTicked('gapsSigned')}
        label={label}
        {...(form.errors.gapsSigned ? { error: form.errors.gapsSigned } : {})}
      />
    </>
  )
}

/** What words that become public may tell of a person, each with the way to it, and the tick with which an approver signs for it. */
export function SignedPersons({
  slug,
  telling,
  form,
}: {
  slug: string
  telling: PlanGateView['telling']
  form: ShownForm
}) {
  if (telling.length === 0) return null
  return (
    <>
      <Notice
        kind="warn"
        title={`In ${counted(telling.length, 'gewijzigde alinea', 'gewijzigde alinea’s')} staat misschien iets van een persoon`}
      >
        <p>Dit staat nog niet in de tekst die bewoners nu lezen.</p>
        <ul>
          {telling.map(({ id, number, found }) => (
            <li key={id}>
              <a href={withQuery(paths.official.process.plan(slug), { onderdeel: id })}>Alinea {number}</a>: {found}
            </li>
          ))}
        </ul>
      </Notice>
      <CheckboxField
        name="personSigned"
        value="on"
        defaultChecked={form.isTicked('personSigned')}
        label="Ik heb dit nagekeken, en het mag openbaar zijn"
        {...(form.errors.personSigned ? { error: form.errors.personSigned } : {})}
      />
    </>
  )
}

/** What an act sets off, a line each. */
export function WhatHappens({ title, lines }: { title: string; lines: readonly (readonly [IconName, string])[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul className="sm-why gap-1">
        {lines.map(([icon, says]) => (
          <li key={says}>
            <Icon name={icon} />
            <span>{says}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Who may sign, for those who may not. */
export function WhoSigns({ what, approvers }: { what: string; approvers: readonly string[] }) {
  return (
    <Notice kind="info" title={`${what} doet een vaststeller`}>
      {approvers.length > 0
        ? `In uw gemeente kan dat: ${approvers.join(', ')}.`
        : 'Vraag de beheerder van uw gemeente om die rol.'}
    </Notice>
  )
}

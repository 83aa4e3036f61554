import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { Wait } from './publication-parts.server.ts'
import { wroteInWords } from './signing.ts'
import type { PublishView } from './publish-view.server.ts'

const figure = (value: number) => value.toLocaleString('nl-NL')

function whatHappens({
  named,
  numbered,
  mails,
  counts,
  publication,
}: PublishView): { icon: 'mail' | 'users' | 'lock' | 'book-check'; words: string }[] {
  const people = (count: number) => (count === 1 ? '1 indiener' : `${figure(count)} indieners`)
  if (named + numbered === 0) {
    return [
      {
        icon: 'book-check',
        words: `Op de website komt te staan dat er niets is ontvangen voor ${publication.sources}.`,
      },
      { icon: 'lock', words: 'Daarna ligt dat vast. U kunt dit niet ongedaan maken.' },
    ]
  }
  return [
    {
      icon: 'book-check',
      words:
        counts.points === 1
          ? 'Het punt en zijn antwoord komen op de website.'
          : `Alle ${figure(counts.points)} punten komen op de website, elk met hun antwoord.`,
    },
    {
      icon: 'users',
      words: `${people(named)} ${named === 1 ? 'staat' : 'staan'} er met naam: organisaties, en wie dat koos. ${people(numbered)} ${numbered === 1 ? 'heet' : 'heten'} “Inspreker” met een nummer.`,
    },
    {
      icon: 'mail',
      words:
        mails === 0
          ? 'Er gaat geen e-mail uit: niemand gaf een adres.'
          : `Er ${mails === 1 ? 'gaat 1 e-mail' : `gaan ${figure(mails)} e-mails`} uit, met elk punt en het antwoord.`,
    },
    {
      icon: 'lock',
      words:
        'Daarna liggen punten en besluiten vast. Staat er iets verkeerd, dan kunt u per punt nog woorden weglaten of corrigeren, of het terugnemen.',
    },
  ]
}

/** What signing does, who signs, and the one button. */
export function Sign({ view }: { view: PublishView }) {
  const { counts, missing, publication } = view
  const form = useForm('publishPublication')
  const first = firstGap(view)
  return (
    <aside className="sm-sign" aria-labelledby="publiceer">
      <h2 id="publiceer">Openbaar maken</h2>
      {publication.plannedOn && <p className="small soft">Gepland op {publication.plannedOn}.</p>}
      <ul>
        {whatHappens(view).map(({ icon, words }) => (
          <li key={icon}>
            <Icon name={icon} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {counts.points > 0 && <StepsDone view={view} />}
      {view.blocked && <Waits wait={view.blocked} />}
      {missing > 0 && first ? (
        <>
          <ButtonLink wide href={first}>
            Openbaar maken
          </ButtonLink>
          <p className="small soft">
            {missing === 1 ? 'Er ontbreekt nog 1 ding.' : `Er ontbreken nog ${figure(missing)} dingen.`} De knop brengt
            u naar het eerste.
          </p>
        </>
      ) : !view.mayPublish ? (
        <Notice kind="info" title="Een vaststeller tekent">
          {view.approvers.length > 0
            ? `In uw gemeente kan dat: ${view.approvers.join(', ')}.`
            : 'Vraag de beheerder van uw gemeente om die rol.'}
        </Notice>
      ) : view.own ? (
        <Notice kind="info" title="Een ander tekent">
          {wroteInWords(view.own)}
        </Notice>
      ) : view.blocked ? null : (
        <form method="post" noValidate>
          <input type="hidden" name="publicationId" value={publication.id} />
          <input type="hidden" name="seen" value={view.marks.toSign} />
          {view.postUntil !== null && (
            <TextArea
              {...form.field('earlyReason')}
              label="Waarom wacht u niet op post die nog kan komen?"
              description={`Post die op tijd is verstuurd, telt mee als die uiterlijk ${view.postUntil} binnen is.`}
              rows={3}
            />
          )}
          {counts.points > 0 && (
            <p className="small">
              <b>U verklaart:</b> “Ik heb de antwoorden op{' '}
              {counts.points === 1 ? '1 punt' : `${figure(counts.points)} punten`} gelezen. Ze volgen uit de besluiten.”
            </p>
          )}
          {view.warnings.length > 0 && (
            <Notice kind="warn" title="Plan en antwoorden passen nog niet bij elkaar">
              <ul>
                {view.warnings.map((says) => (
                  <li key={says}>{says}</li>
                ))}
              </ul>
              <p>
                <a href={paths.official.process.plan(view.process.slug)}>Naar het plan</a>
              </p>
              <CheckboxField
                name="warningsSigned"
                label="Ik weet dit, en maak het zo openbaar"
                defaultChecked={form.isTicked('warningsSigned')}
                {...(form.errors.warningsSigned ? { error: form.errors.warningsSigned } : {})}
              />
            </Notice>
          )}
          <Button wide variant="primary-action" name="act" value="publishPublication">
            {counts.contributions === 0 ? 'Maak dit openbaar' : 'Teken en maak openbaar'}
          </Button>
        </form>
      )}
    </aside>
  )
}

/** What it waits for, with the way there. */
export function Waits({ wait: { says, at } }: { wait: Wait }) {
  return (
    <div className="sm-note">
      <p>{says}</p>
      {at && (
        <p>
          <a href={at.to}>{at.label}</a>
        </p>
      )}
    </div>
  )
}

/** The steps of the process, and how far all points of the publication are in them. */
function StepsDone({ view: { steps, counts, gaps } }: { view: PublishView }) {
  const before = gaps.unsplit.count + gaps.unanswered.count
  return (
    <ol className="sm-sign__steps" aria-label="Stappen">
      {steps.map(({ name, left }, at) => {
        const isDone = steps.slice(0, at + 1).every((step) => step.left === 0) && before === 0
        return (
          <li key={name}>
            <Icon
              name={isDone ? 'check-circle' : left > 0 ? 'circle-dot' : 'circle'}
              label={isDone ? 'gedaan' : undefined}
            />
            <span>
              <b>{name}</b>
              <span className="small soft">
                {isDone
                  ? counts.points === 1
                    ? 'gedaan'
                    : `gedaan voor alle ${figure(counts.points)} punten`
                  : left > 0
                    ? `${figure(left)} ${left === 1 ? 'punt ligt' : 'punten liggen'} hier`
                    : 'nog niet alle punten zijn hier voorbij'}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function firstGap({ gaps, process }: PublishView): string | null {
  const contribution = gaps.unsplit.first[0]
  const point = gaps.unanswered.first[0] ?? gaps.incomplete.first[0]
  if (contribution) return paths.official.process.split(process.slug, contribution.id)
  if (point) return paths.official.process.answer(process.slug, point.id)
  if (gaps.unapproved.count > 0) return '#ontbreekt'
  if (gaps.findings.count > 0) return '#persoonsgegevens'
  if (gaps.provisional.count > 0) return '#voorlopig'
  return gaps.unreleased.count > 0 ? '#ontbreekt' : null
}

/** Afterwards: what happened. */
export function Published({ view: { process, mails, counts, publication } }: { view: PublishView }) {
  const table = paths.public.answered(process.slug)
  return (
    <aside className="sm-sign" aria-labelledby="gebeurd">
      <h2 id="gebeurd">Openbaar</h2>
      <p className="small soft">
        {publication.signedBy ? `Getekend door ${publication.signedBy}` : 'Openbaar gemaakt'}, {publication.publishedAt}
        .
      </p>
      <ul>
        <li>
          <Icon name="check-circle" />
          <span>
            {counts.points === 1 ? '1 punt staat' : `${figure(counts.points)} punten staan`} met antwoord op de website.
          </span>
        </li>
        <li>
          <Icon name="mail" />
          <span>
            {mails === 0
              ? 'Niemand gaf een e-mailadres.'
              : mails === 1
                ? 'Er ging 1 e-mail uit.'
                : `Er gingen ${figure(mails)} e-mails uit.`}
          </span>
        </li>
        <li>
          <Icon name="lock" />
          <span>
            Punten en besluiten liggen vast. Staat er iets verkeerd? Bij elk punt kunt u woorden weglaten of corrigeren,
            of het terugnemen.
          </span>
        </li>
      </ul>
      <ButtonLink wide variant="primary-action" href={table}>
        Bekijk wat iedereen ziet
      </ButtonLink>
      <p className="small">
        Downloaden: <a href={`${table}.csv`}>csv</a> of <a href={`${table}.json`}>json</a>
      </p>
    </aside>
  )
}

import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons } from '#app/ui/Button.tsx'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { counted } from '#app/counted.ts'
import type { AskedView } from './asking-view.server.ts'

/** Of a long list of organisations, how many are named. */
const MOST_NAMED = 5

/** Organisations out of the book to invite: searched, and as many as are ticked. */
export function InviteSection({ process, asked }: { process: { slug: string }; asked: AskedView }) {
  const { answer } = useForm('invitePartners')
  const { choice, tally, stand, late } = asked
  const here = paths.official.process.partners(process.slug)
  return (
    <section className="sm-sec" id="uitnodigen" aria-labelledby="uitnodigen-kop">
      <h2 id="uitnodigen-kop">Nodig organisaties uit</h2>
      {stand === 'open' && late.length > 0 && (
        <form method="post" className="sm-note">
          {late.map(({ partnerId }) => (
            <input key={partnerId} type="hidden" name="partnerIds" value={partnerId} />
          ))}
          <p>
            Bij{' '}
            {late
              .slice(0, MOST_NAMED)
              .map(({ name }) => name)
              .join(', ')}
            {late.length > MOST_NAMED && ` en nog ${counted(late.length - MOST_NAMED, 'organisatie', 'organisaties')}`}{' '}
            {late.length === 1 ? 'kwam' : 'kwamen'} er na de uitnodiging mensen bij.
          </p>
          <Button small name="act" value="invitePartners">
            Nodig hen ook uit
          </Button>
        </form>
      )}
      {choice.left === 0 ? (
        <Empty
          title={tally.all === 0 ? 'Het partnerboek is nog leeg' : 'Iedereen uit het partnerboek is gekozen'}
          level={3}
          action={<ButtonLink href={paths.official.partners()}>Naar het partnerboek</ButtonLink>}
        >
          Zet een organisatie in het partnerboek, dan kunt u die hier kiezen.
        </Empty>
      ) : (
        <Fold
          summary={`Kies uit het partnerboek (${choice.left})`}
          open={tally.all === 0 || answer !== null || choice.search !== '' || choice.all}
        >
          <form method="get" className="pb-search" role="search" action="#uitnodigen">
            <TextInput
              name="boek"
              label="Zoek een naam, rol, thema of persoon"
              type="search"
              defaultValue={choice.search}
            />
            <button className="utrecht-button utrecht-button--quiet" type="submit">
              Zoek
            </button>
          </form>
          {choice.partners.length === 0 ? (
            <p className="gap-2">
              Niets gevonden voor “{choice.search}”. <a href={`${here}#uitnodigen`}>Toon alles</a>
            </p>
          ) : (
            <Choose here={here} asked={asked} />
          )}
        </Fold>
      )}
    </section>
  )
}

function Choose({ here, asked }: { here: string; asked: AskedView }) {
  const { answer, errors, values } = useForm('invitePartners')
  const { choice, stand } = asked
  const able = choice.partners.filter(({ people }) => people > 0)
  const unable = choice.partners.filter(({ people }) => people === 0)
  const all = new URLSearchParams({ ...(choice.search ? { boek: choice.search } : {}), kies: 'alle' })
  return (
    <form method="post" className="form pq-invite" noValidate>
      {able.length > 0 && (
        <Checkboxes
          name="partnerIds"
          id="organisatie"
          legend={<>Wie wilt u uitnodigen?</>}
          description={
            <>
              {counted(able.length, 'organisatie', 'organisaties')}.{' '}
              {choice.all ? (
                <a href={`${here}#uitnodigen`}>Kies niemand</a>
              ) : (
                <a href={`${here}?${all}#uitnodigen`}>Kies deze allemaal</a>
              )}
            </>
          }
          choices={able.map(({ id, name, about, people }) => ({
            value: id,
            label: name,
            more: `${about} · ${counted(people, 'persoon', 'personen')}`,
          }))}
          values={answer ? values('partnerIds') : choice.all ? able.map(({ id }) => id) : []}
          {...(errors.partnerIds ? { error: errors.partnerIds } : {})}
        />
      )}
      {unable.length > 0 && (
        <p className="small soft">
          Nog zonder personen, en dus niet te kiezen:{' '}
          {unable.slice(0, MOST_NAMED).map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a href={paths.official.partner(id)}>{name}</a>
            </span>
          ))}
          {unable.length > MOST_NAMED && ` en nog ${unable.length - MOST_NAMED}`}
        </p>
      )}
      {able.length > 0 && (
        <Buttons>
          <Button name="act" value="invitePartners" variant={asked.tally.all === 0 ? 'primary-action' : 'secondary'}>
            {stand === 'prepared' ? 'Kies deze organisaties' : 'Nodig deze organisaties uit'}
          </Button>
        </Buttons>
      )}
      <p className="small soft">
        {stand === 'prepared'
          ? 'Iedereen die er werkt, krijgt een eigen e-mail op het moment dat u de vragen opent.'
          : 'Iedereen die er werkt, krijgt meteen een eigen e-mail.'}
      </p>
    </form>
  )
}

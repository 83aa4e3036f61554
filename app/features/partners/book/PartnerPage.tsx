import { FormNotices } from '#app/ui/FormNotices.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Fold } from '#app/ui/FormParts.tsx'
import { DataList, Empty, Tag } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { PartnerView } from './book-view.server.ts'
import { partnerKindWords, themesInWords } from './book.ts'
import { PartnerFields } from './PartnerFields.tsx'
import { PeopleSection } from './PeopleSection.tsx'

const saysOf: Record<string, string> = {
  addPartner: 'De organisatie staat in het partnerboek. Vul nu in wie er werken.',
  changePartner: 'De gegevens zijn bewaard.',
  addPartnerPerson: 'De persoon is toegevoegd.',
  changePartnerPerson: 'De gegevens van deze persoon zijn bewaard.',
  removePartnerPerson: 'De persoon is weggehaald.',
  archivePartner: 'De organisatie staat nu in het archief.',
  restorePartner: 'De organisatie staat weer in het partnerboek.',
}

const withPrefix = (prefix: string, errors: Record<string, string>) =>
  Object.fromEntries(Object.entries(errors).map(([field, message]) => [field && prefix + field, message]))

/** One organisation: what the book says of it, its people, and where it was invited. */
export function PartnerPage({ view }: { view: PartnerView }) {
  const { partner, archivedOn, invited, mayChange } = view
  const { name, kind, role } = partner
  const themes = themesInWords(partner.themes)
  const changing = useForm('changePartner', { name, kind, role, themes, seen: view.seen })
  const adding = useForm('addPartnerPerson')
  const person = useForm('changePartnerPerson')
  const errors = {
    ...changing.errors,
    ...withPrefix('nieuw-', adding.errors),
    ...withPrefix('wijzig-', person.errors),
  }
  const says = view.said === null ? undefined : saysOf[view.said]
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.partners(), label: 'Partnerboek' }]} />
      <h1 className="pb-name">{partner.name}</h1>
      {archivedOn && (
        <p className="gap-1">
          <Tag>in het archief sinds {archivedOn}</Tag>
        </p>
      )}
      <FormNotices errors={errors} saved={says !== undefined} says={says ?? ''} />
      <div className="cols gap-4">
        <div className="sm-col">
          <PeopleSection view={view} />
          <section className="sm-sec" aria-labelledby="uitgenodigd">
            <h2 id="uitgenodigd">Uitgenodigd bij</h2>
            {invited.length === 0 ? (
              <Empty title="Nog nergens uitgenodigd" level={3}>
                Open een traject en kies daar Partners. Dan kunt u deze organisatie om inbreng vragen.
              </Empty>
            ) : (
              <ul className="acc-list">
                {invited.map(({ slug, title, on, says: stand }) => (
                  <li key={slug}>
                    <div>
                      <a href={paths.official.process.partners(slug)}>{title}</a>
                      <span className="wk-sub">gekozen op {on}</span>
                    </div>
                    <Tag>{stand}</Tag>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
        <aside className="sm-col">
          <section className="sm-sec" aria-labelledby="gegevens">
            <h2 id="gegevens">Gegevens</h2>
            <DataList
              items={[
                { term: 'Soort', value: partnerKindWords[partner.kind] },
                { term: 'Rol', value: partner.role || 'nog niet ingevuld' },
                { term: 'Thema’s', value: themes || 'nog niet ingevuld' },
              ]}
            />
            {mayChange && (
              <Fold summary="Wijzig de gegevens" open={changing.answer !== null}>
                <form method="post" className="form" noValidate>
                  <input type="hidden" name="seen" value={changing.value('seen')} />
                  <PartnerFields form={changing} />
                  <Buttons>
                    <Button name="act" value="changePartner">
                      Bewaar de gegevens
                    </Button>
                  </Buttons>
                </form>
              </Fold>
            )}
          </section>
          {mayChange && <Archive name={partner.name} isArchived={archivedOn !== null} />}
        </aside>
      </div>
    </Page>
  )
}

function Archive({ name, isArchived }: { name: string; isArchived: boolean }) {
  return (
    <section className="sm-sec" aria-labelledby="archief">
      <h2 id="archief">{isArchived ? 'Terug in het boek' : 'Naar het archief'}</h2>
      <p className="soft">
        {isArchived
          ? 'Daarna kunt u deze organisatie weer uitnodigen.'
          : 'Dan nodigt u deze organisatie niet meer uit. Wat zij al heeft gegeven, blijft staan.'}
      </p>
      <form method="post" className="gap-2">
        <Button name="act" value={isArchived ? 'restorePartner' : 'archivePartner'} variant="quiet">
          {isArchived ? 'Zet terug in het partnerboek' : 'Zet in het archief'}
          <span className="vh">: {name}</span>
        </Button>
      </form>
    </section>
  )
}

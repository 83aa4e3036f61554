import { FormNotices } from '#app/ui/FormNotices.tsx'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { type BookRefusal } from './book-form.ts'
import { PartnerFields } from './PartnerFields.tsx'

/** The form to put an organisation in the book. */
export function NewPartnerPage({ formKey, back }: { formKey: string; back: BookRefusal | null }) {
  const errors = back?.errors ?? {}
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.partners(), label: 'Partnerboek' }]} />
      <form className="form" method="post" noValidate>
        <input type="hidden" name="sleutel" value={back?.texts.sleutel ?? formKey} />
        <h1>Nieuwe organisatie</h1>
        <FormNotices errors={errors} saved={false} />
        <p className="lede">Daarna vult u in wie er werken.</p>
        <PartnerFields texts={back?.texts ?? {}} errors={errors} />
        <Buttons>
          <Button variant="primary-action">Zet in het partnerboek</Button>
          <GoLink href={paths.official.partners()} plain>
            Terug zonder te bewaren
          </GoLink>
        </Buttons>
      </form>
    </Page>
  )
}

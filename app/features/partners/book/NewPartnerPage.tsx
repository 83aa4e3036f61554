import { FormNotices } from '#app/ui/FormNotices.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { PartnerFields } from './PartnerFields.tsx'

/** The form to put an organisation in the book. */
export function NewPartnerPage({ formKey }: { formKey: string }) {
  const form = useForm('addPartner', { key: formKey })
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.partners(), label: 'Partnerboek' }]} />
      <form className="form" method="post" noValidate>
        <input type="hidden" name="key" value={form.value('key')} />
        <h1>Nieuwe organisatie</h1>
        <FormNotices errors={form.errors} saved={false} />
        <p className="lede">Daarna vult u in wie er werken.</p>
        <PartnerFields form={form} />
        <Buttons>
          <Button variant="primary-action" name="act" value="addPartner">
            Zet in het partnerboek
          </Button>
          <GoLink href={paths.official.partners()} plain>
            Terug zonder te bewaren
          </GoLink>
        </Buttons>
      </form>
    </Page>
  )
}

import { Checkboxes, RadioGroup } from '#app/ui/Choices.tsx'
import { innerRoleNames, innerRoles, roleNames, roles, type InnerRole, type Role } from './account.ts'

const roleMore: Record<Role, string> = {
  official: 'werkt aan trajecten, reacties en antwoorden',
  clerk: 'begeleidt de raad',
  councilMember: 'leest mee in de omgeving van de raad',
  partnerMember: 'werkt bij een organisatie die meedenkt',
}
const innerRoleMore: Record<InnerRole, string> = {
  processor: 'verwerkt reacties en schrijft antwoorden',
  reviewer: 'kijkt antwoorden na',
  approver: 'geeft plannen vrij en maakt antwoorden openbaar',
  administrator: 'beheert gebruikers en mag alles',
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const roleChoices = roles.map((role) => ({ value: role, label: roleNames[role], more: roleMore[role] }))
const taskChoices = innerRoles.map((inner) => ({
  value: inner,
  label: capital(innerRoleNames[inner]),
  more: innerRoleMore[inner],
}))

/** One role, for an invitation. */
export function RoleField({ value, error, id }: { value?: string; error?: string; id: string }) {
  return <RadioGroup id={id} name="role" legend="Rol" choices={roleChoices} value={value} error={error} />
}

/** Any roles, for an account. */
export function RolesField({ values, error, id }: { values: readonly string[]; error?: string; id: string }) {
  return <Checkboxes id={id} name="roles" legend="Rollen" choices={roleChoices} values={values} error={error} />
}

/** What an official does. */
export function TasksField({ values, error, id }: { values: readonly string[]; error?: string; id: string }) {
  return (
    <Checkboxes
      id={id}
      name="innerRoles"
      legend="Taken"
      description="Alleen voor een ambtenaar."
      choices={taskChoices}
      values={values}
      error={error}
    />
  )
}

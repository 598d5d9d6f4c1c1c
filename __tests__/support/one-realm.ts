import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest's Node environment, but with Node's own `Error`. Its VM context has another one, of which the errors
 * of sockets are no instances, and the AWS SDK drops the codes of what it does not take for an error. A
 * program has one realm.
 */
export default class OneRealmEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    this.global.Error = Error
  }
}

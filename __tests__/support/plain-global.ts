import vm from 'node:vm'
import OneRealmEnvironment from './one-realm.ts'

type Arguments = ConstructorParameters<typeof OneRealmEnvironment>

/**
 * For tests that compute much: the global object is a plain one. Jest puts a proxy behind it, which is
 * asked each time that code names `Math`, `Buffer` or any other global, and that takes fifty times as long
 * as in Node. Not for every test: Jest does not get rid of such a global object, and of what hangs on it,
 * before its worker ends.
 */
export default class PlainGlobalEnvironment extends OneRealmEnvironment {
  constructor(...[config, context]: Arguments) {
    const { createContext } = vm
    // The environment leaves no other way to say what the context is made of.
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
  }
}

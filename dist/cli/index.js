#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8909:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { Argument } = __nccwpck_require__(9154);
const { Command } = __nccwpck_require__(4348);
const { CommanderError, InvalidArgumentError } = __nccwpck_require__(1135);
const { Help } = __nccwpck_require__(9754);
const { Option } = __nccwpck_require__(5240);

exports.DM = new Command();

exports.gu = (name) => new Command(name);
exports.Ww = (flags, description) => new Option(flags, description);
exports.er = (name, description) => new Argument(name, description);

/**
 * Expose classes
 */

exports.uB = Command;
exports.c$ = Option;
exports.ef = Argument;
exports._V = Help;

exports.b7 = CommanderError;
exports.Di = InvalidArgumentError;
exports.a2 = InvalidArgumentError; // Deprecated


/***/ }),

/***/ 9154:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(1135);

class Argument {
  /**
   * Initialize a new command argument with the given name and description.
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @param {string} name
   * @param {string} [description]
   */

  constructor(name, description) {
    this.description = description || '';
    this.variadic = false;
    this.parseArg = undefined;
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.argChoices = undefined;

    switch (name[0]) {
      case '<': // e.g. <required>
        this.required = true;
        this._name = name.slice(1, -1);
        break;
      case '[': // e.g. [optional]
        this.required = false;
        this._name = name.slice(1, -1);
        break;
      default:
        this.required = true;
        this._name = name;
        break;
    }

    if (this._name.endsWith('...')) {
      this.variadic = true;
      this._name = this._name.slice(0, -3);
    }
  }

  /**
   * Return argument name.
   *
   * @return {string}
   */

  name() {
    return this._name;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Argument}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Set the custom handler for processing CLI command arguments into argument values.
   *
   * @param {Function} [fn]
   * @return {Argument}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Only allow argument value to be one of choices.
   *
   * @param {string[]} values
   * @return {Argument}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Make argument required.
   *
   * @returns {Argument}
   */
  argRequired() {
    this.required = true;
    return this;
  }

  /**
   * Make argument optional.
   *
   * @returns {Argument}
   */
  argOptional() {
    this.required = false;
    return this;
  }
}

/**
 * Takes an argument and returns its human readable equivalent for help usage.
 *
 * @param {Argument} arg
 * @return {string}
 * @private
 */

function humanReadableArgName(arg) {
  const nameOutput = arg.name() + (arg.variadic === true ? '...' : '');

  return arg.required ? '<' + nameOutput + '>' : '[' + nameOutput + ']';
}

exports.Argument = Argument;
exports.humanReadableArgName = humanReadableArgName;


/***/ }),

/***/ 4348:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const EventEmitter = (__nccwpck_require__(8474).EventEmitter);
const childProcess = __nccwpck_require__(1421);
const path = __nccwpck_require__(6760);
const fs = __nccwpck_require__(3024);
const process = __nccwpck_require__(1708);

const { Argument, humanReadableArgName } = __nccwpck_require__(9154);
const { CommanderError } = __nccwpck_require__(1135);
const { Help, stripColor } = __nccwpck_require__(9754);
const { Option, DualOptions } = __nccwpck_require__(5240);
const { suggestSimilar } = __nccwpck_require__(5030);

class Command extends EventEmitter {
  /**
   * Initialize a new `Command`.
   *
   * @param {string} [name]
   */

  constructor(name) {
    super();
    /** @type {Command[]} */
    this.commands = [];
    /** @type {Option[]} */
    this.options = [];
    this.parent = null;
    this._allowUnknownOption = false;
    this._allowExcessArguments = false;
    /** @type {Argument[]} */
    this.registeredArguments = [];
    this._args = this.registeredArguments; // deprecated old name
    /** @type {string[]} */
    this.args = []; // cli args with options removed
    this.rawArgs = [];
    this.processedArgs = []; // like .args but after custom processing and collecting variadic
    this._scriptPath = null;
    this._name = name || '';
    this._optionValues = {};
    this._optionValueSources = {}; // default, env, cli etc
    this._storeOptionsAsProperties = false;
    this._actionHandler = null;
    this._executableHandler = false;
    this._executableFile = null; // custom name for executable
    this._executableDir = null; // custom search directory for subcommands
    this._defaultCommandName = null;
    this._exitCallback = null;
    this._aliases = [];
    this._combineFlagAndOptionalValue = true;
    this._description = '';
    this._summary = '';
    this._argsDescription = undefined; // legacy
    this._enablePositionalOptions = false;
    this._passThroughOptions = false;
    this._lifeCycleHooks = {}; // a hash of arrays
    /** @type {(boolean | string)} */
    this._showHelpAfterError = false;
    this._showSuggestionAfterError = true;
    this._savedState = null; // used in save/restoreStateBeforeParse

    // see configureOutput() for docs
    this._outputConfiguration = {
      writeOut: (str) => process.stdout.write(str),
      writeErr: (str) => process.stderr.write(str),
      outputError: (str, write) => write(str),
      getOutHelpWidth: () =>
        process.stdout.isTTY ? process.stdout.columns : undefined,
      getErrHelpWidth: () =>
        process.stderr.isTTY ? process.stderr.columns : undefined,
      getOutHasColors: () =>
        useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
      getErrHasColors: () =>
        useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
      stripColor: (str) => stripColor(str),
    };

    this._hidden = false;
    /** @type {(Option | null | undefined)} */
    this._helpOption = undefined; // Lazy created on demand. May be null if help option is disabled.
    this._addImplicitHelpCommand = undefined; // undecided whether true or false yet, not inherited
    /** @type {Command} */
    this._helpCommand = undefined; // lazy initialised, inherited
    this._helpConfiguration = {};
    /** @type {string | undefined} */
    this._helpGroupHeading = undefined; // soft initialised when added to parent
    /** @type {string | undefined} */
    this._defaultCommandGroup = undefined;
    /** @type {string | undefined} */
    this._defaultOptionGroup = undefined;
  }

  /**
   * Copy settings that are useful to have in common across root command and subcommands.
   *
   * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
   *
   * @param {Command} sourceCommand
   * @return {Command} `this` command for chaining
   */
  copyInheritedSettings(sourceCommand) {
    this._outputConfiguration = sourceCommand._outputConfiguration;
    this._helpOption = sourceCommand._helpOption;
    this._helpCommand = sourceCommand._helpCommand;
    this._helpConfiguration = sourceCommand._helpConfiguration;
    this._exitCallback = sourceCommand._exitCallback;
    this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
    this._combineFlagAndOptionalValue =
      sourceCommand._combineFlagAndOptionalValue;
    this._allowExcessArguments = sourceCommand._allowExcessArguments;
    this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
    this._showHelpAfterError = sourceCommand._showHelpAfterError;
    this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;

    return this;
  }

  /**
   * @returns {Command[]}
   * @private
   */

  _getCommandAndAncestors() {
    const result = [];
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let command = this; command; command = command.parent) {
      result.push(command);
    }
    return result;
  }

  /**
   * Define a command.
   *
   * There are two styles of command: pay attention to where to put the description.
   *
   * @example
   * // Command implemented using action handler (description is supplied separately to `.command`)
   * program
   *   .command('clone <source> [destination]')
   *   .description('clone a repository into a newly created directory')
   *   .action((source, destination) => {
   *     console.log('clone command called');
   *   });
   *
   * // Command implemented using separate executable file (description is second parameter to `.command`)
   * program
   *   .command('start <service>', 'start named service')
   *   .command('stop [service]', 'stop named service, or all if no name supplied');
   *
   * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
   * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
   * @param {object} [execOpts] - configuration options (for executable)
   * @return {Command} returns new command for action handler, or `this` for executable command
   */

  command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
    let desc = actionOptsOrExecDesc;
    let opts = execOpts;
    if (typeof desc === 'object' && desc !== null) {
      opts = desc;
      desc = null;
    }
    opts = opts || {};
    const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);

    const cmd = this.createCommand(name);
    if (desc) {
      cmd.description(desc);
      cmd._executableHandler = true;
    }
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    cmd._hidden = !!(opts.noHelp || opts.hidden); // noHelp is deprecated old name for hidden
    cmd._executableFile = opts.executableFile || null; // Custom name for executable file, set missing to null to match constructor
    if (args) cmd.arguments(args);
    this._registerCommand(cmd);
    cmd.parent = this;
    cmd.copyInheritedSettings(this);

    if (desc) return this;
    return cmd;
  }

  /**
   * Factory routine to create a new unattached command.
   *
   * See .command() for creating an attached subcommand, which uses this routine to
   * create the command. You can override createCommand to customise subcommands.
   *
   * @param {string} [name]
   * @return {Command} new command
   */

  createCommand(name) {
    return new Command(name);
  }

  /**
   * You can customise the help with a subclass of Help by overriding createHelp,
   * or by overriding Help properties using configureHelp().
   *
   * @return {Help}
   */

  createHelp() {
    return Object.assign(new Help(), this.configureHelp());
  }

  /**
   * You can customise the help by overriding Help properties using configureHelp(),
   * or with a subclass of Help by overriding createHelp().
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureHelp(configuration) {
    if (configuration === undefined) return this._helpConfiguration;

    this._helpConfiguration = configuration;
    return this;
  }

  /**
   * The default output goes to stdout and stderr. You can customise this for special
   * applications. You can also customise the display of errors by overriding outputError.
   *
   * The configuration properties are all functions:
   *
   *     // change how output being written, defaults to stdout and stderr
   *     writeOut(str)
   *     writeErr(str)
   *     // change how output being written for errors, defaults to writeErr
   *     outputError(str, write) // used for displaying errors and not used for displaying help
   *     // specify width for wrapping help
   *     getOutHelpWidth()
   *     getErrHelpWidth()
   *     // color support, currently only used with Help
   *     getOutHasColors()
   *     getErrHasColors()
   *     stripColor() // used to remove ANSI escape codes if output does not have colors
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureOutput(configuration) {
    if (configuration === undefined) return this._outputConfiguration;

    this._outputConfiguration = {
      ...this._outputConfiguration,
      ...configuration,
    };
    return this;
  }

  /**
   * Display the help or a custom message after an error occurs.
   *
   * @param {(boolean|string)} [displayHelp]
   * @return {Command} `this` command for chaining
   */
  showHelpAfterError(displayHelp = true) {
    if (typeof displayHelp !== 'string') displayHelp = !!displayHelp;
    this._showHelpAfterError = displayHelp;
    return this;
  }

  /**
   * Display suggestion of similar commands for unknown commands, or options for unknown options.
   *
   * @param {boolean} [displaySuggestion]
   * @return {Command} `this` command for chaining
   */
  showSuggestionAfterError(displaySuggestion = true) {
    this._showSuggestionAfterError = !!displaySuggestion;
    return this;
  }

  /**
   * Add a prepared subcommand.
   *
   * See .command() for creating an attached subcommand which inherits settings from its parent.
   *
   * @param {Command} cmd - new subcommand
   * @param {object} [opts] - configuration options
   * @return {Command} `this` command for chaining
   */

  addCommand(cmd, opts) {
    if (!cmd._name) {
      throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
    }

    opts = opts || {};
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    if (opts.noHelp || opts.hidden) cmd._hidden = true; // modifying passed command due to existing implementation

    this._registerCommand(cmd);
    cmd.parent = this;
    cmd._checkForBrokenPassThrough();

    return this;
  }

  /**
   * Factory routine to create a new unattached argument.
   *
   * See .argument() for creating an attached argument, which uses this routine to
   * create the argument. You can override createArgument to return a custom argument.
   *
   * @param {string} name
   * @param {string} [description]
   * @return {Argument} new argument
   */

  createArgument(name, description) {
    return new Argument(name, description);
  }

  /**
   * Define argument syntax for command.
   *
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @example
   * program.argument('<input-file>');
   * program.argument('[output-file]');
   *
   * @param {string} name
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom argument processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  argument(name, description, parseArg, defaultValue) {
    const argument = this.createArgument(name, description);
    if (typeof parseArg === 'function') {
      argument.default(defaultValue).argParser(parseArg);
    } else {
      argument.default(parseArg);
    }
    this.addArgument(argument);
    return this;
  }

  /**
   * Define argument syntax for command, adding multiple at once (without descriptions).
   *
   * See also .argument().
   *
   * @example
   * program.arguments('<cmd> [env]');
   *
   * @param {string} names
   * @return {Command} `this` command for chaining
   */

  arguments(names) {
    names
      .trim()
      .split(/ +/)
      .forEach((detail) => {
        this.argument(detail);
      });
    return this;
  }

  /**
   * Define argument syntax for command, adding a prepared argument.
   *
   * @param {Argument} argument
   * @return {Command} `this` command for chaining
   */
  addArgument(argument) {
    const previousArgument = this.registeredArguments.slice(-1)[0];
    if (previousArgument?.variadic) {
      throw new Error(
        `only the last argument can be variadic '${previousArgument.name()}'`,
      );
    }
    if (
      argument.required &&
      argument.defaultValue !== undefined &&
      argument.parseArg === undefined
    ) {
      throw new Error(
        `a default value for a required argument is never used: '${argument.name()}'`,
      );
    }
    this.registeredArguments.push(argument);
    return this;
  }

  /**
   * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
   *
   * @example
   *    program.helpCommand('help [cmd]');
   *    program.helpCommand('help [cmd]', 'show help');
   *    program.helpCommand(false); // suppress default help command
   *    program.helpCommand(true); // add help command even if no subcommands
   *
   * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
   * @param {string} [description] - custom description
   * @return {Command} `this` command for chaining
   */

  helpCommand(enableOrNameAndArgs, description) {
    if (typeof enableOrNameAndArgs === 'boolean') {
      this._addImplicitHelpCommand = enableOrNameAndArgs;
      if (enableOrNameAndArgs && this._defaultCommandGroup) {
        // make the command to store the group
        this._initCommandGroup(this._getHelpCommand());
      }
      return this;
    }

    const nameAndArgs = enableOrNameAndArgs ?? 'help [command]';
    const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
    const helpDescription = description ?? 'display help for command';

    const helpCommand = this.createCommand(helpName);
    helpCommand.helpOption(false);
    if (helpArgs) helpCommand.arguments(helpArgs);
    if (helpDescription) helpCommand.description(helpDescription);

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    // init group unless lazy create
    if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);

    return this;
  }

  /**
   * Add prepared custom help command.
   *
   * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
   * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
   * @return {Command} `this` command for chaining
   */
  addHelpCommand(helpCommand, deprecatedDescription) {
    // If not passed an object, call through to helpCommand for backwards compatibility,
    // as addHelpCommand was originally used like helpCommand is now.
    if (typeof helpCommand !== 'object') {
      this.helpCommand(helpCommand, deprecatedDescription);
      return this;
    }

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    this._initCommandGroup(helpCommand);
    return this;
  }

  /**
   * Lazy create help command.
   *
   * @return {(Command|null)}
   * @package
   */
  _getHelpCommand() {
    const hasImplicitHelpCommand =
      this._addImplicitHelpCommand ??
      (this.commands.length &&
        !this._actionHandler &&
        !this._findCommand('help'));

    if (hasImplicitHelpCommand) {
      if (this._helpCommand === undefined) {
        this.helpCommand(undefined, undefined); // use default name and description
      }
      return this._helpCommand;
    }
    return null;
  }

  /**
   * Add hook for life cycle event.
   *
   * @param {string} event
   * @param {Function} listener
   * @return {Command} `this` command for chaining
   */

  hook(event, listener) {
    const allowedValues = ['preSubcommand', 'preAction', 'postAction'];
    if (!allowedValues.includes(event)) {
      throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
    }
    if (this._lifeCycleHooks[event]) {
      this._lifeCycleHooks[event].push(listener);
    } else {
      this._lifeCycleHooks[event] = [listener];
    }
    return this;
  }

  /**
   * Register callback to use as replacement for calling process.exit.
   *
   * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
   * @return {Command} `this` command for chaining
   */

  exitOverride(fn) {
    if (fn) {
      this._exitCallback = fn;
    } else {
      this._exitCallback = (err) => {
        if (err.code !== 'commander.executeSubCommandAsync') {
          throw err;
        } else {
          // Async callback from spawn events, not useful to throw.
        }
      };
    }
    return this;
  }

  /**
   * Call process.exit, and _exitCallback if defined.
   *
   * @param {number} exitCode exit code for using with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   * @return never
   * @private
   */

  _exit(exitCode, code, message) {
    if (this._exitCallback) {
      this._exitCallback(new CommanderError(exitCode, code, message));
      // Expecting this line is not reached.
    }
    process.exit(exitCode);
  }

  /**
   * Register callback `fn` for the command.
   *
   * @example
   * program
   *   .command('serve')
   *   .description('start service')
   *   .action(function() {
   *      // do work here
   *   });
   *
   * @param {Function} fn
   * @return {Command} `this` command for chaining
   */

  action(fn) {
    const listener = (args) => {
      // The .action callback takes an extra parameter which is the command or options.
      const expectedArgsCount = this.registeredArguments.length;
      const actionArgs = args.slice(0, expectedArgsCount);
      if (this._storeOptionsAsProperties) {
        actionArgs[expectedArgsCount] = this; // backwards compatible "options"
      } else {
        actionArgs[expectedArgsCount] = this.opts();
      }
      actionArgs.push(this);

      return fn.apply(this, actionArgs);
    };
    this._actionHandler = listener;
    return this;
  }

  /**
   * Factory routine to create a new unattached option.
   *
   * See .option() for creating an attached option, which uses this routine to
   * create the option. You can override createOption to return a custom option.
   *
   * @param {string} flags
   * @param {string} [description]
   * @return {Option} new option
   */

  createOption(flags, description) {
    return new Option(flags, description);
  }

  /**
   * Wrap parseArgs to catch 'commander.invalidArgument'.
   *
   * @param {(Option | Argument)} target
   * @param {string} value
   * @param {*} previous
   * @param {string} invalidArgumentMessage
   * @private
   */

  _callParseArg(target, value, previous, invalidArgumentMessage) {
    try {
      return target.parseArg(value, previous);
    } catch (err) {
      if (err.code === 'commander.invalidArgument') {
        const message = `${invalidArgumentMessage} ${err.message}`;
        this.error(message, { exitCode: err.exitCode, code: err.code });
      }
      throw err;
    }
  }

  /**
   * Check for option flag conflicts.
   * Register option if no conflicts found, or throw on conflict.
   *
   * @param {Option} option
   * @private
   */

  _registerOption(option) {
    const matchingOption =
      (option.short && this._findOption(option.short)) ||
      (option.long && this._findOption(option.long));
    if (matchingOption) {
      const matchingFlag =
        option.long && this._findOption(option.long)
          ? option.long
          : option.short;
      throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
    }

    this._initOptionGroup(option);
    this.options.push(option);
  }

  /**
   * Check for command name and alias conflicts with existing commands.
   * Register command if no conflicts found, or throw on conflict.
   *
   * @param {Command} command
   * @private
   */

  _registerCommand(command) {
    const knownBy = (cmd) => {
      return [cmd.name()].concat(cmd.aliases());
    };

    const alreadyUsed = knownBy(command).find((name) =>
      this._findCommand(name),
    );
    if (alreadyUsed) {
      const existingCmd = knownBy(this._findCommand(alreadyUsed)).join('|');
      const newCmd = knownBy(command).join('|');
      throw new Error(
        `cannot add command '${newCmd}' as already have command '${existingCmd}'`,
      );
    }

    this._initCommandGroup(command);
    this.commands.push(command);
  }

  /**
   * Add an option.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addOption(option) {
    this._registerOption(option);

    const oname = option.name();
    const name = option.attributeName();

    // store default value
    if (option.negate) {
      // --no-foo is special and defaults foo to true, unless a --foo option is already defined
      const positiveLongFlag = option.long.replace(/^--no-/, '--');
      if (!this._findOption(positiveLongFlag)) {
        this.setOptionValueWithSource(
          name,
          option.defaultValue === undefined ? true : option.defaultValue,
          'default',
        );
      }
    } else if (option.defaultValue !== undefined) {
      this.setOptionValueWithSource(name, option.defaultValue, 'default');
    }

    // handler for cli and env supplied values
    const handleOptionValue = (val, invalidValueMessage, valueSource) => {
      // val is null for optional option used without an optional-argument.
      // val is undefined for boolean and negated option.
      if (val == null && option.presetArg !== undefined) {
        val = option.presetArg;
      }

      // custom processing
      const oldValue = this.getOptionValue(name);
      if (val !== null && option.parseArg) {
        val = this._callParseArg(option, val, oldValue, invalidValueMessage);
      } else if (val !== null && option.variadic) {
        val = option._collectValue(val, oldValue);
      }

      // Fill-in appropriate missing values. Long winded but easy to follow.
      if (val == null) {
        if (option.negate) {
          val = false;
        } else if (option.isBoolean() || option.optional) {
          val = true;
        } else {
          val = ''; // not normal, parseArg might have failed or be a mock function for testing
        }
      }
      this.setOptionValueWithSource(name, val, valueSource);
    };

    this.on('option:' + oname, (val) => {
      const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
      handleOptionValue(val, invalidValueMessage, 'cli');
    });

    if (option.envVar) {
      this.on('optionEnv:' + oname, (val) => {
        const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
        handleOptionValue(val, invalidValueMessage, 'env');
      });
    }

    return this;
  }

  /**
   * Internal implementation shared by .option() and .requiredOption()
   *
   * @return {Command} `this` command for chaining
   * @private
   */
  _optionEx(config, flags, description, fn, defaultValue) {
    if (typeof flags === 'object' && flags instanceof Option) {
      throw new Error(
        'To add an Option object use addOption() instead of option() or requiredOption()',
      );
    }
    const option = this.createOption(flags, description);
    option.makeOptionMandatory(!!config.mandatory);
    if (typeof fn === 'function') {
      option.default(defaultValue).argParser(fn);
    } else if (fn instanceof RegExp) {
      // deprecated
      const regex = fn;
      fn = (val, def) => {
        const m = regex.exec(val);
        return m ? m[0] : def;
      };
      option.default(defaultValue).argParser(fn);
    } else {
      option.default(fn);
    }

    return this.addOption(option);
  }

  /**
   * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
   * option-argument is indicated by `<>` and an optional option-argument by `[]`.
   *
   * See the README for more details, and see also addOption() and requiredOption().
   *
   * @example
   * program
   *     .option('-p, --pepper', 'add pepper')
   *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
   *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
   *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  option(flags, description, parseArg, defaultValue) {
    return this._optionEx({}, flags, description, parseArg, defaultValue);
  }

  /**
   * Add a required option which must have a value after parsing. This usually means
   * the option must be specified on the command line. (Otherwise the same as .option().)
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  requiredOption(flags, description, parseArg, defaultValue) {
    return this._optionEx(
      { mandatory: true },
      flags,
      description,
      parseArg,
      defaultValue,
    );
  }

  /**
   * Alter parsing of short flags with optional values.
   *
   * @example
   * // for `.option('-f,--flag [value]'):
   * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
   * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
   *
   * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
   * @return {Command} `this` command for chaining
   */
  combineFlagAndOptionalValue(combine = true) {
    this._combineFlagAndOptionalValue = !!combine;
    return this;
  }

  /**
   * Allow unknown options on the command line.
   *
   * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
   * @return {Command} `this` command for chaining
   */
  allowUnknownOption(allowUnknown = true) {
    this._allowUnknownOption = !!allowUnknown;
    return this;
  }

  /**
   * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
   *
   * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
   * @return {Command} `this` command for chaining
   */
  allowExcessArguments(allowExcess = true) {
    this._allowExcessArguments = !!allowExcess;
    return this;
  }

  /**
   * Enable positional options. Positional means global options are specified before subcommands which lets
   * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
   * The default behaviour is non-positional and global options may appear anywhere on the command line.
   *
   * @param {boolean} [positional]
   * @return {Command} `this` command for chaining
   */
  enablePositionalOptions(positional = true) {
    this._enablePositionalOptions = !!positional;
    return this;
  }

  /**
   * Pass through options that come after command-arguments rather than treat them as command-options,
   * so actual command-options come before command-arguments. Turning this on for a subcommand requires
   * positional options to have been enabled on the program (parent commands).
   * The default behaviour is non-positional and options may appear before or after command-arguments.
   *
   * @param {boolean} [passThrough] for unknown options.
   * @return {Command} `this` command for chaining
   */
  passThroughOptions(passThrough = true) {
    this._passThroughOptions = !!passThrough;
    this._checkForBrokenPassThrough();
    return this;
  }

  /**
   * @private
   */

  _checkForBrokenPassThrough() {
    if (
      this.parent &&
      this._passThroughOptions &&
      !this.parent._enablePositionalOptions
    ) {
      throw new Error(
        `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`,
      );
    }
  }

  /**
   * Whether to store option values as properties on command object,
   * or store separately (specify false). In both cases the option values can be accessed using .opts().
   *
   * @param {boolean} [storeAsProperties=true]
   * @return {Command} `this` command for chaining
   */

  storeOptionsAsProperties(storeAsProperties = true) {
    if (this.options.length) {
      throw new Error('call .storeOptionsAsProperties() before adding options');
    }
    if (Object.keys(this._optionValues).length) {
      throw new Error(
        'call .storeOptionsAsProperties() before setting option values',
      );
    }
    this._storeOptionsAsProperties = !!storeAsProperties;
    return this;
  }

  /**
   * Retrieve option value.
   *
   * @param {string} key
   * @return {object} value
   */

  getOptionValue(key) {
    if (this._storeOptionsAsProperties) {
      return this[key];
    }
    return this._optionValues[key];
  }

  /**
   * Store option value.
   *
   * @param {string} key
   * @param {object} value
   * @return {Command} `this` command for chaining
   */

  setOptionValue(key, value) {
    return this.setOptionValueWithSource(key, value, undefined);
  }

  /**
   * Store option value and where the value came from.
   *
   * @param {string} key
   * @param {object} value
   * @param {string} source - expected values are default/config/env/cli/implied
   * @return {Command} `this` command for chaining
   */

  setOptionValueWithSource(key, value, source) {
    if (this._storeOptionsAsProperties) {
      this[key] = value;
    } else {
      this._optionValues[key] = value;
    }
    this._optionValueSources[key] = source;
    return this;
  }

  /**
   * Get source of option value.
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSource(key) {
    return this._optionValueSources[key];
  }

  /**
   * Get source of option value. See also .optsWithGlobals().
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSourceWithGlobals(key) {
    // global overwrites local, like optsWithGlobals
    let source;
    this._getCommandAndAncestors().forEach((cmd) => {
      if (cmd.getOptionValueSource(key) !== undefined) {
        source = cmd.getOptionValueSource(key);
      }
    });
    return source;
  }

  /**
   * Get user arguments from implied or explicit arguments.
   * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
   *
   * @private
   */

  _prepareUserArgs(argv, parseOptions) {
    if (argv !== undefined && !Array.isArray(argv)) {
      throw new Error('first parameter to parse must be array or undefined');
    }
    parseOptions = parseOptions || {};

    // auto-detect argument conventions if nothing supplied
    if (argv === undefined && parseOptions.from === undefined) {
      if (process.versions?.electron) {
        parseOptions.from = 'electron';
      }
      // check node specific options for scenarios where user CLI args follow executable without scriptname
      const execArgv = process.execArgv ?? [];
      if (
        execArgv.includes('-e') ||
        execArgv.includes('--eval') ||
        execArgv.includes('-p') ||
        execArgv.includes('--print')
      ) {
        parseOptions.from = 'eval'; // internal usage, not documented
      }
    }

    // default to using process.argv
    if (argv === undefined) {
      argv = process.argv;
    }
    this.rawArgs = argv.slice();

    // extract the user args and scriptPath
    let userArgs;
    switch (parseOptions.from) {
      case undefined:
      case 'node':
        this._scriptPath = argv[1];
        userArgs = argv.slice(2);
        break;
      case 'electron':
        // @ts-ignore: because defaultApp is an unknown property
        if (process.defaultApp) {
          this._scriptPath = argv[1];
          userArgs = argv.slice(2);
        } else {
          userArgs = argv.slice(1);
        }
        break;
      case 'user':
        userArgs = argv.slice(0);
        break;
      case 'eval':
        userArgs = argv.slice(1);
        break;
      default:
        throw new Error(
          `unexpected parse option { from: '${parseOptions.from}' }`,
        );
    }

    // Find default name for program from arguments.
    if (!this._name && this._scriptPath)
      this.nameFromFilename(this._scriptPath);
    this._name = this._name || 'program';

    return userArgs;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Use parseAsync instead of parse if any of your action handlers are async.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * program.parse(); // parse process.argv and auto-detect electron and special node flags
   * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
   * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv] - optional, defaults to process.argv
   * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
   * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
   * @return {Command} `this` command for chaining
   */

  parse(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    this._parseCommand([], userArgs);

    return this;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
   * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
   * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv]
   * @param {object} [parseOptions]
   * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
   * @return {Promise}
   */

  async parseAsync(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    await this._parseCommand([], userArgs);

    return this;
  }

  _prepareForParse() {
    if (this._savedState === null) {
      this.saveStateBeforeParse();
    } else {
      this.restoreStateBeforeParse();
    }
  }

  /**
   * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state saved.
   */
  saveStateBeforeParse() {
    this._savedState = {
      // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
      _name: this._name,
      // option values before parse have default values (including false for negated options)
      // shallow clones
      _optionValues: { ...this._optionValues },
      _optionValueSources: { ...this._optionValueSources },
    };
  }

  /**
   * Restore state before parse for calls after the first.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state restored.
   */
  restoreStateBeforeParse() {
    if (this._storeOptionsAsProperties)
      throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);

    // clear state from _prepareUserArgs
    this._name = this._savedState._name;
    this._scriptPath = null;
    this.rawArgs = [];
    // clear state from setOptionValueWithSource
    this._optionValues = { ...this._savedState._optionValues };
    this._optionValueSources = { ...this._savedState._optionValueSources };
    // clear state from _parseCommand
    this.args = [];
    // clear state from _processArguments
    this.processedArgs = [];
  }

  /**
   * Throw if expected executable is missing. Add lots of help for author.
   *
   * @param {string} executableFile
   * @param {string} executableDir
   * @param {string} subcommandName
   */
  _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
    if (fs.existsSync(executableFile)) return;

    const executableDirMessage = executableDir
      ? `searched for local subcommand relative to directory '${executableDir}'`
      : 'no directory for search for local subcommand, use .executableDir() to supply a custom directory';
    const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
    throw new Error(executableMissing);
  }

  /**
   * Execute a sub-command executable.
   *
   * @private
   */

  _executeSubCommand(subcommand, args) {
    args = args.slice();
    let launchWithNode = false; // Use node for source targets so do not need to get permissions correct, and on Windows.
    const sourceExt = ['.js', '.ts', '.tsx', '.mjs', '.cjs'];

    function findFile(baseDir, baseName) {
      // Look for specified file
      const localBin = path.resolve(baseDir, baseName);
      if (fs.existsSync(localBin)) return localBin;

      // Stop looking if candidate already has an expected extension.
      if (sourceExt.includes(path.extname(baseName))) return undefined;

      // Try all the extensions.
      const foundExt = sourceExt.find((ext) =>
        fs.existsSync(`${localBin}${ext}`),
      );
      if (foundExt) return `${localBin}${foundExt}`;

      return undefined;
    }

    // Not checking for help first. Unlikely to have mandatory and executable, and can't robustly test for help flags in external command.
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // executableFile and executableDir might be full path, or just a name
    let executableFile =
      subcommand._executableFile || `${this._name}-${subcommand._name}`;
    let executableDir = this._executableDir || '';
    if (this._scriptPath) {
      let resolvedScriptPath; // resolve possible symlink for installed npm binary
      try {
        resolvedScriptPath = fs.realpathSync(this._scriptPath);
      } catch {
        resolvedScriptPath = this._scriptPath;
      }
      executableDir = path.resolve(
        path.dirname(resolvedScriptPath),
        executableDir,
      );
    }

    // Look for a local file in preference to a command in PATH.
    if (executableDir) {
      let localFile = findFile(executableDir, executableFile);

      // Legacy search using prefix of script name instead of command name
      if (!localFile && !subcommand._executableFile && this._scriptPath) {
        const legacyName = path.basename(
          this._scriptPath,
          path.extname(this._scriptPath),
        );
        if (legacyName !== this._name) {
          localFile = findFile(
            executableDir,
            `${legacyName}-${subcommand._name}`,
          );
        }
      }
      executableFile = localFile || executableFile;
    }

    launchWithNode = sourceExt.includes(path.extname(executableFile));

    let proc;
    if (process.platform !== 'win32') {
      if (launchWithNode) {
        args.unshift(executableFile);
        // add executable arguments to spawn
        args = incrementNodeInspectorPort(process.execArgv).concat(args);

        proc = childProcess.spawn(process.argv[0], args, { stdio: 'inherit' });
      } else {
        proc = childProcess.spawn(executableFile, args, { stdio: 'inherit' });
      }
    } else {
      this._checkForMissingExecutable(
        executableFile,
        executableDir,
        subcommand._name,
      );
      args.unshift(executableFile);
      // add executable arguments to spawn
      args = incrementNodeInspectorPort(process.execArgv).concat(args);
      proc = childProcess.spawn(process.execPath, args, { stdio: 'inherit' });
    }

    if (!proc.killed) {
      // testing mainly to avoid leak warnings during unit tests with mocked spawn
      const signals = ['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP'];
      signals.forEach((signal) => {
        process.on(signal, () => {
          if (proc.killed === false && proc.exitCode === null) {
            // @ts-ignore because signals not typed to known strings
            proc.kill(signal);
          }
        });
      });
    }

    // By default terminate process when spawned process terminates.
    const exitCallback = this._exitCallback;
    proc.on('close', (code) => {
      code = code ?? 1; // code is null if spawned process terminated due to a signal
      if (!exitCallback) {
        process.exit(code);
      } else {
        exitCallback(
          new CommanderError(
            code,
            'commander.executeSubCommandAsync',
            '(close)',
          ),
        );
      }
    });
    proc.on('error', (err) => {
      // @ts-ignore: because err.code is an unknown property
      if (err.code === 'ENOENT') {
        this._checkForMissingExecutable(
          executableFile,
          executableDir,
          subcommand._name,
        );
        // @ts-ignore: because err.code is an unknown property
      } else if (err.code === 'EACCES') {
        throw new Error(`'${executableFile}' not executable`);
      }
      if (!exitCallback) {
        process.exit(1);
      } else {
        const wrappedError = new CommanderError(
          1,
          'commander.executeSubCommandAsync',
          '(error)',
        );
        wrappedError.nestedError = err;
        exitCallback(wrappedError);
      }
    });

    // Store the reference to the child process
    this.runningCommand = proc;
  }

  /**
   * @private
   */

  _dispatchSubcommand(commandName, operands, unknown) {
    const subCommand = this._findCommand(commandName);
    if (!subCommand) this.help({ error: true });

    subCommand._prepareForParse();
    let promiseChain;
    promiseChain = this._chainOrCallSubCommandHook(
      promiseChain,
      subCommand,
      'preSubcommand',
    );
    promiseChain = this._chainOrCall(promiseChain, () => {
      if (subCommand._executableHandler) {
        this._executeSubCommand(subCommand, operands.concat(unknown));
      } else {
        return subCommand._parseCommand(operands, unknown);
      }
    });
    return promiseChain;
  }

  /**
   * Invoke help directly if possible, or dispatch if necessary.
   * e.g. help foo
   *
   * @private
   */

  _dispatchHelpCommand(subcommandName) {
    if (!subcommandName) {
      this.help();
    }
    const subCommand = this._findCommand(subcommandName);
    if (subCommand && !subCommand._executableHandler) {
      subCommand.help();
    }

    // Fallback to parsing the help flag to invoke the help.
    return this._dispatchSubcommand(
      subcommandName,
      [],
      [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? '--help'],
    );
  }

  /**
   * Check this.args against expected this.registeredArguments.
   *
   * @private
   */

  _checkNumberOfArguments() {
    // too few
    this.registeredArguments.forEach((arg, i) => {
      if (arg.required && this.args[i] == null) {
        this.missingArgument(arg.name());
      }
    });
    // too many
    if (
      this.registeredArguments.length > 0 &&
      this.registeredArguments[this.registeredArguments.length - 1].variadic
    ) {
      return;
    }
    if (this.args.length > this.registeredArguments.length) {
      this._excessArguments(this.args);
    }
  }

  /**
   * Process this.args using this.registeredArguments and save as this.processedArgs!
   *
   * @private
   */

  _processArguments() {
    const myParseArg = (argument, value, previous) => {
      // Extra processing for nice error message on parsing failure.
      let parsedValue = value;
      if (value !== null && argument.parseArg) {
        const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
        parsedValue = this._callParseArg(
          argument,
          value,
          previous,
          invalidValueMessage,
        );
      }
      return parsedValue;
    };

    this._checkNumberOfArguments();

    const processedArgs = [];
    this.registeredArguments.forEach((declaredArg, index) => {
      let value = declaredArg.defaultValue;
      if (declaredArg.variadic) {
        // Collect together remaining arguments for passing together as an array.
        if (index < this.args.length) {
          value = this.args.slice(index);
          if (declaredArg.parseArg) {
            value = value.reduce((processed, v) => {
              return myParseArg(declaredArg, v, processed);
            }, declaredArg.defaultValue);
          }
        } else if (value === undefined) {
          value = [];
        }
      } else if (index < this.args.length) {
        value = this.args[index];
        if (declaredArg.parseArg) {
          value = myParseArg(declaredArg, value, declaredArg.defaultValue);
        }
      }
      processedArgs[index] = value;
    });
    this.processedArgs = processedArgs;
  }

  /**
   * Once we have a promise we chain, but call synchronously until then.
   *
   * @param {(Promise|undefined)} promise
   * @param {Function} fn
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCall(promise, fn) {
    // thenable
    if (promise?.then && typeof promise.then === 'function') {
      // already have a promise, chain callback
      return promise.then(() => fn());
    }
    // callback might return a promise
    return fn();
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallHooks(promise, event) {
    let result = promise;
    const hooks = [];
    this._getCommandAndAncestors()
      .reverse()
      .filter((cmd) => cmd._lifeCycleHooks[event] !== undefined)
      .forEach((hookedCommand) => {
        hookedCommand._lifeCycleHooks[event].forEach((callback) => {
          hooks.push({ hookedCommand, callback });
        });
      });
    if (event === 'postAction') {
      hooks.reverse();
    }

    hooks.forEach((hookDetail) => {
      result = this._chainOrCall(result, () => {
        return hookDetail.callback(hookDetail.hookedCommand, this);
      });
    });
    return result;
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {Command} subCommand
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallSubCommandHook(promise, subCommand, event) {
    let result = promise;
    if (this._lifeCycleHooks[event] !== undefined) {
      this._lifeCycleHooks[event].forEach((hook) => {
        result = this._chainOrCall(result, () => {
          return hook(this, subCommand);
        });
      });
    }
    return result;
  }

  /**
   * Process arguments in context of this command.
   * Returns action result, in case it is a promise.
   *
   * @private
   */

  _parseCommand(operands, unknown) {
    const parsed = this.parseOptions(unknown);
    this._parseOptionsEnv(); // after cli, so parseArg not called on both cli and env
    this._parseOptionsImplied();
    operands = operands.concat(parsed.operands);
    unknown = parsed.unknown;
    this.args = operands.concat(unknown);

    if (operands && this._findCommand(operands[0])) {
      return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
    }
    if (
      this._getHelpCommand() &&
      operands[0] === this._getHelpCommand().name()
    ) {
      return this._dispatchHelpCommand(operands[1]);
    }
    if (this._defaultCommandName) {
      this._outputHelpIfRequested(unknown); // Run the help for default command from parent rather than passing to default command
      return this._dispatchSubcommand(
        this._defaultCommandName,
        operands,
        unknown,
      );
    }
    if (
      this.commands.length &&
      this.args.length === 0 &&
      !this._actionHandler &&
      !this._defaultCommandName
    ) {
      // probably missing subcommand and no handler, user needs help (and exit)
      this.help({ error: true });
    }

    this._outputHelpIfRequested(parsed.unknown);
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // We do not always call this check to avoid masking a "better" error, like unknown command.
    const checkForUnknownOptions = () => {
      if (parsed.unknown.length > 0) {
        this.unknownOption(parsed.unknown[0]);
      }
    };

    const commandEvent = `command:${this.name()}`;
    if (this._actionHandler) {
      checkForUnknownOptions();
      this._processArguments();

      let promiseChain;
      promiseChain = this._chainOrCallHooks(promiseChain, 'preAction');
      promiseChain = this._chainOrCall(promiseChain, () =>
        this._actionHandler(this.processedArgs),
      );
      if (this.parent) {
        promiseChain = this._chainOrCall(promiseChain, () => {
          this.parent.emit(commandEvent, operands, unknown); // legacy
        });
      }
      promiseChain = this._chainOrCallHooks(promiseChain, 'postAction');
      return promiseChain;
    }
    if (this.parent?.listenerCount(commandEvent)) {
      checkForUnknownOptions();
      this._processArguments();
      this.parent.emit(commandEvent, operands, unknown); // legacy
    } else if (operands.length) {
      if (this._findCommand('*')) {
        // legacy default command
        return this._dispatchSubcommand('*', operands, unknown);
      }
      if (this.listenerCount('command:*')) {
        // skip option check, emit event for possible misspelling suggestion
        this.emit('command:*', operands, unknown);
      } else if (this.commands.length) {
        this.unknownCommand();
      } else {
        checkForUnknownOptions();
        this._processArguments();
      }
    } else if (this.commands.length) {
      checkForUnknownOptions();
      // This command has subcommands and nothing hooked up at this level, so display help (and exit).
      this.help({ error: true });
    } else {
      checkForUnknownOptions();
      this._processArguments();
      // fall through for caller to handle after calling .parse()
    }
  }

  /**
   * Find matching command.
   *
   * @private
   * @return {Command | undefined}
   */
  _findCommand(name) {
    if (!name) return undefined;
    return this.commands.find(
      (cmd) => cmd._name === name || cmd._aliases.includes(name),
    );
  }

  /**
   * Return an option matching `arg` if any.
   *
   * @param {string} arg
   * @return {Option}
   * @package
   */

  _findOption(arg) {
    return this.options.find((option) => option.is(arg));
  }

  /**
   * Display an error message if a mandatory option does not have a value.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */

  _checkForMissingMandatoryOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd.options.forEach((anOption) => {
        if (
          anOption.mandatory &&
          cmd.getOptionValue(anOption.attributeName()) === undefined
        ) {
          cmd.missingMandatoryOptionValue(anOption);
        }
      });
    });
  }

  /**
   * Display an error message if conflicting options are used together in this.
   *
   * @private
   */
  _checkForConflictingLocalOptions() {
    const definedNonDefaultOptions = this.options.filter((option) => {
      const optionKey = option.attributeName();
      if (this.getOptionValue(optionKey) === undefined) {
        return false;
      }
      return this.getOptionValueSource(optionKey) !== 'default';
    });

    const optionsWithConflicting = definedNonDefaultOptions.filter(
      (option) => option.conflictsWith.length > 0,
    );

    optionsWithConflicting.forEach((option) => {
      const conflictingAndDefined = definedNonDefaultOptions.find((defined) =>
        option.conflictsWith.includes(defined.attributeName()),
      );
      if (conflictingAndDefined) {
        this._conflictingOption(option, conflictingAndDefined);
      }
    });
  }

  /**
   * Display an error message if conflicting options are used together.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */
  _checkForConflictingOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd._checkForConflictingLocalOptions();
    });
  }

  /**
   * Parse options from `argv` removing known options,
   * and return argv split into operands and unknown arguments.
   *
   * Side effects: modifies command by storing options. Does not reset state if called again.
   *
   * Examples:
   *
   *     argv => operands, unknown
   *     --known kkk op => [op], []
   *     op --known kkk => [op], []
   *     sub --unknown uuu op => [sub], [--unknown uuu op]
   *     sub -- --unknown uuu op => [sub --unknown uuu op], []
   *
   * @param {string[]} args
   * @return {{operands: string[], unknown: string[]}}
   */

  parseOptions(args) {
    const operands = []; // operands, not options or values
    const unknown = []; // first unknown option and remaining unknown args
    let dest = operands;

    function maybeOption(arg) {
      return arg.length > 1 && arg[0] === '-';
    }

    const negativeNumberArg = (arg) => {
      // return false if not a negative number
      if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
      // negative number is ok unless digit used as an option in command hierarchy
      return !this._getCommandAndAncestors().some((cmd) =>
        cmd.options
          .map((opt) => opt.short)
          .some((short) => /^-\d$/.test(short)),
      );
    };

    // parse options
    let activeVariadicOption = null;
    let activeGroup = null; // working through group of short options, like -abc
    let i = 0;
    while (i < args.length || activeGroup) {
      const arg = activeGroup ?? args[i++];
      activeGroup = null;

      // literal
      if (arg === '--') {
        if (dest === unknown) dest.push(arg);
        dest.push(...args.slice(i));
        break;
      }

      if (
        activeVariadicOption &&
        (!maybeOption(arg) || negativeNumberArg(arg))
      ) {
        this.emit(`option:${activeVariadicOption.name()}`, arg);
        continue;
      }
      activeVariadicOption = null;

      if (maybeOption(arg)) {
        const option = this._findOption(arg);
        // recognised option, call listener to assign value with possible custom processing
        if (option) {
          if (option.required) {
            const value = args[i++];
            if (value === undefined) this.optionMissingArgument(option);
            this.emit(`option:${option.name()}`, value);
          } else if (option.optional) {
            let value = null;
            // historical behaviour is optional value is following arg unless an option
            if (
              i < args.length &&
              (!maybeOption(args[i]) || negativeNumberArg(args[i]))
            ) {
              value = args[i++];
            }
            this.emit(`option:${option.name()}`, value);
          } else {
            // boolean flag
            this.emit(`option:${option.name()}`);
          }
          activeVariadicOption = option.variadic ? option : null;
          continue;
        }
      }

      // Look for combo options following single dash, eat first one if known.
      if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
        const option = this._findOption(`-${arg[1]}`);
        if (option) {
          if (
            option.required ||
            (option.optional && this._combineFlagAndOptionalValue)
          ) {
            // option with value following in same argument
            this.emit(`option:${option.name()}`, arg.slice(2));
          } else {
            // boolean option
            this.emit(`option:${option.name()}`);
            // remove the processed option and keep processing group
            activeGroup = `-${arg.slice(2)}`;
          }
          continue;
        }
      }

      // Look for known long flag with value, like --foo=bar
      if (/^--[^=]+=/.test(arg)) {
        const index = arg.indexOf('=');
        const option = this._findOption(arg.slice(0, index));
        if (option && (option.required || option.optional)) {
          this.emit(`option:${option.name()}`, arg.slice(index + 1));
          continue;
        }
      }

      // Not a recognised option by this command.
      // Might be a command-argument, or subcommand option, or unknown option, or help command or option.

      // An unknown option means further arguments also classified as unknown so can be reprocessed by subcommands.
      // A negative number in a leaf command is not an unknown option.
      if (
        dest === operands &&
        maybeOption(arg) &&
        !(this.commands.length === 0 && negativeNumberArg(arg))
      ) {
        dest = unknown;
      }

      // If using positionalOptions, stop processing our options at subcommand.
      if (
        (this._enablePositionalOptions || this._passThroughOptions) &&
        operands.length === 0 &&
        unknown.length === 0
      ) {
        if (this._findCommand(arg)) {
          operands.push(arg);
          unknown.push(...args.slice(i));
          break;
        } else if (
          this._getHelpCommand() &&
          arg === this._getHelpCommand().name()
        ) {
          operands.push(arg, ...args.slice(i));
          break;
        } else if (this._defaultCommandName) {
          unknown.push(arg, ...args.slice(i));
          break;
        }
      }

      // If using passThroughOptions, stop processing options at first command-argument.
      if (this._passThroughOptions) {
        dest.push(arg, ...args.slice(i));
        break;
      }

      // add arg
      dest.push(arg);
    }

    return { operands, unknown };
  }

  /**
   * Return an object containing local option values as key-value pairs.
   *
   * @return {object}
   */
  opts() {
    if (this._storeOptionsAsProperties) {
      // Preserve original behaviour so backwards compatible when still using properties
      const result = {};
      const len = this.options.length;

      for (let i = 0; i < len; i++) {
        const key = this.options[i].attributeName();
        result[key] =
          key === this._versionOptionName ? this._version : this[key];
      }
      return result;
    }

    return this._optionValues;
  }

  /**
   * Return an object containing merged local and global option values as key-value pairs.
   *
   * @return {object}
   */
  optsWithGlobals() {
    // globals overwrite locals
    return this._getCommandAndAncestors().reduce(
      (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
      {},
    );
  }

  /**
   * Display error message and exit (or call exitOverride).
   *
   * @param {string} message
   * @param {object} [errorOptions]
   * @param {string} [errorOptions.code] - an id string representing the error
   * @param {number} [errorOptions.exitCode] - used with process.exit
   */
  error(message, errorOptions) {
    // output handling
    this._outputConfiguration.outputError(
      `${message}\n`,
      this._outputConfiguration.writeErr,
    );
    if (typeof this._showHelpAfterError === 'string') {
      this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
    } else if (this._showHelpAfterError) {
      this._outputConfiguration.writeErr('\n');
      this.outputHelp({ error: true });
    }

    // exit handling
    const config = errorOptions || {};
    const exitCode = config.exitCode || 1;
    const code = config.code || 'commander.error';
    this._exit(exitCode, code, message);
  }

  /**
   * Apply any option related environment variables, if option does
   * not have a value from cli or client code.
   *
   * @private
   */
  _parseOptionsEnv() {
    this.options.forEach((option) => {
      if (option.envVar && option.envVar in process.env) {
        const optionKey = option.attributeName();
        // Priority check. Do not overwrite cli or options from unknown source (client-code).
        if (
          this.getOptionValue(optionKey) === undefined ||
          ['default', 'config', 'env'].includes(
            this.getOptionValueSource(optionKey),
          )
        ) {
          if (option.required || option.optional) {
            // option can take a value
            // keep very simple, optional always takes value
            this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
          } else {
            // boolean
            // keep very simple, only care that envVar defined and not the value
            this.emit(`optionEnv:${option.name()}`);
          }
        }
      }
    });
  }

  /**
   * Apply any implied option values, if option is undefined or default value.
   *
   * @private
   */
  _parseOptionsImplied() {
    const dualHelper = new DualOptions(this.options);
    const hasCustomOptionValue = (optionKey) => {
      return (
        this.getOptionValue(optionKey) !== undefined &&
        !['default', 'implied'].includes(this.getOptionValueSource(optionKey))
      );
    };
    this.options
      .filter(
        (option) =>
          option.implied !== undefined &&
          hasCustomOptionValue(option.attributeName()) &&
          dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option,
          ),
      )
      .forEach((option) => {
        Object.keys(option.implied)
          .filter((impliedKey) => !hasCustomOptionValue(impliedKey))
          .forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              'implied',
            );
          });
      });
  }

  /**
   * Argument `name` is missing.
   *
   * @param {string} name
   * @private
   */

  missingArgument(name) {
    const message = `error: missing required argument '${name}'`;
    this.error(message, { code: 'commander.missingArgument' });
  }

  /**
   * `Option` is missing an argument.
   *
   * @param {Option} option
   * @private
   */

  optionMissingArgument(option) {
    const message = `error: option '${option.flags}' argument missing`;
    this.error(message, { code: 'commander.optionMissingArgument' });
  }

  /**
   * `Option` does not have a value, and is a mandatory option.
   *
   * @param {Option} option
   * @private
   */

  missingMandatoryOptionValue(option) {
    const message = `error: required option '${option.flags}' not specified`;
    this.error(message, { code: 'commander.missingMandatoryOptionValue' });
  }

  /**
   * `Option` conflicts with another option.
   *
   * @param {Option} option
   * @param {Option} conflictingOption
   * @private
   */
  _conflictingOption(option, conflictingOption) {
    // The calling code does not know whether a negated option is the source of the
    // value, so do some work to take an educated guess.
    const findBestOptionFromValue = (option) => {
      const optionKey = option.attributeName();
      const optionValue = this.getOptionValue(optionKey);
      const negativeOption = this.options.find(
        (target) => target.negate && optionKey === target.attributeName(),
      );
      const positiveOption = this.options.find(
        (target) => !target.negate && optionKey === target.attributeName(),
      );
      if (
        negativeOption &&
        ((negativeOption.presetArg === undefined && optionValue === false) ||
          (negativeOption.presetArg !== undefined &&
            optionValue === negativeOption.presetArg))
      ) {
        return negativeOption;
      }
      return positiveOption || option;
    };

    const getErrorMessage = (option) => {
      const bestOption = findBestOptionFromValue(option);
      const optionKey = bestOption.attributeName();
      const source = this.getOptionValueSource(optionKey);
      if (source === 'env') {
        return `environment variable '${bestOption.envVar}'`;
      }
      return `option '${bestOption.flags}'`;
    };

    const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
    this.error(message, { code: 'commander.conflictingOption' });
  }

  /**
   * Unknown option `flag`.
   *
   * @param {string} flag
   * @private
   */

  unknownOption(flag) {
    if (this._allowUnknownOption) return;
    let suggestion = '';

    if (flag.startsWith('--') && this._showSuggestionAfterError) {
      // Looping to pick up the global options too
      let candidateFlags = [];
      // eslint-disable-next-line @typescript-eslint/no-this-alias
      let command = this;
      do {
        const moreFlags = command
          .createHelp()
          .visibleOptions(command)
          .filter((option) => option.long)
          .map((option) => option.long);
        candidateFlags = candidateFlags.concat(moreFlags);
        command = command.parent;
      } while (command && !command._enablePositionalOptions);
      suggestion = suggestSimilar(flag, candidateFlags);
    }

    const message = `error: unknown option '${flag}'${suggestion}`;
    this.error(message, { code: 'commander.unknownOption' });
  }

  /**
   * Excess arguments, more than expected.
   *
   * @param {string[]} receivedArgs
   * @private
   */

  _excessArguments(receivedArgs) {
    if (this._allowExcessArguments) return;

    const expected = this.registeredArguments.length;
    const s = expected === 1 ? '' : 's';
    const forSubcommand = this.parent ? ` for '${this.name()}'` : '';
    const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
    this.error(message, { code: 'commander.excessArguments' });
  }

  /**
   * Unknown command.
   *
   * @private
   */

  unknownCommand() {
    const unknownName = this.args[0];
    let suggestion = '';

    if (this._showSuggestionAfterError) {
      const candidateNames = [];
      this.createHelp()
        .visibleCommands(this)
        .forEach((command) => {
          candidateNames.push(command.name());
          // just visible alias
          if (command.alias()) candidateNames.push(command.alias());
        });
      suggestion = suggestSimilar(unknownName, candidateNames);
    }

    const message = `error: unknown command '${unknownName}'${suggestion}`;
    this.error(message, { code: 'commander.unknownCommand' });
  }

  /**
   * Get or set the program version.
   *
   * This method auto-registers the "-V, --version" option which will print the version number.
   *
   * You can optionally supply the flags and description to override the defaults.
   *
   * @param {string} [str]
   * @param {string} [flags]
   * @param {string} [description]
   * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
   */

  version(str, flags, description) {
    if (str === undefined) return this._version;
    this._version = str;
    flags = flags || '-V, --version';
    description = description || 'output the version number';
    const versionOption = this.createOption(flags, description);
    this._versionOptionName = versionOption.attributeName();
    this._registerOption(versionOption);

    this.on('option:' + versionOption.name(), () => {
      this._outputConfiguration.writeOut(`${str}\n`);
      this._exit(0, 'commander.version', str);
    });
    return this;
  }

  /**
   * Set the description.
   *
   * @param {string} [str]
   * @param {object} [argsDescription]
   * @return {(string|Command)}
   */
  description(str, argsDescription) {
    if (str === undefined && argsDescription === undefined)
      return this._description;
    this._description = str;
    if (argsDescription) {
      this._argsDescription = argsDescription;
    }
    return this;
  }

  /**
   * Set the summary. Used when listed as subcommand of parent.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  summary(str) {
    if (str === undefined) return this._summary;
    this._summary = str;
    return this;
  }

  /**
   * Set an alias for the command.
   *
   * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
   *
   * @param {string} [alias]
   * @return {(string|Command)}
   */

  alias(alias) {
    if (alias === undefined) return this._aliases[0]; // just return first, for backwards compatibility

    /** @type {Command} */
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    let command = this;
    if (
      this.commands.length !== 0 &&
      this.commands[this.commands.length - 1]._executableHandler
    ) {
      // assume adding alias for last added executable subcommand, rather than this
      command = this.commands[this.commands.length - 1];
    }

    if (alias === command._name)
      throw new Error("Command alias can't be the same as its name");
    const matchingCommand = this.parent?._findCommand(alias);
    if (matchingCommand) {
      // c.f. _registerCommand
      const existingCmd = [matchingCommand.name()]
        .concat(matchingCommand.aliases())
        .join('|');
      throw new Error(
        `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`,
      );
    }

    command._aliases.push(alias);
    return this;
  }

  /**
   * Set aliases for the command.
   *
   * Only the first alias is shown in the auto-generated help.
   *
   * @param {string[]} [aliases]
   * @return {(string[]|Command)}
   */

  aliases(aliases) {
    // Getter for the array of aliases is the main reason for having aliases() in addition to alias().
    if (aliases === undefined) return this._aliases;

    aliases.forEach((alias) => this.alias(alias));
    return this;
  }

  /**
   * Set / get the command usage `str`.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  usage(str) {
    if (str === undefined) {
      if (this._usage) return this._usage;

      const args = this.registeredArguments.map((arg) => {
        return humanReadableArgName(arg);
      });
      return []
        .concat(
          this.options.length || this._helpOption !== null ? '[options]' : [],
          this.commands.length ? '[command]' : [],
          this.registeredArguments.length ? args : [],
        )
        .join(' ');
    }

    this._usage = str;
    return this;
  }

  /**
   * Get or set the name of the command.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  name(str) {
    if (str === undefined) return this._name;
    this._name = str;
    return this;
  }

  /**
   * Set/get the help group heading for this subcommand in parent command's help.
   *
   * @param {string} [heading]
   * @return {Command | string}
   */

  helpGroup(heading) {
    if (heading === undefined) return this._helpGroupHeading ?? '';
    this._helpGroupHeading = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for subcommands added to this command.
   * (This does not override a group set directly on the subcommand using .helpGroup().)
   *
   * @example
   * program.commandsGroup('Development Commands:);
   * program.command('watch')...
   * program.command('lint')...
   * ...
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  commandsGroup(heading) {
    if (heading === undefined) return this._defaultCommandGroup ?? '';
    this._defaultCommandGroup = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for options added to this command.
   * (This does not override a group set directly on the option using .helpGroup().)
   *
   * @example
   * program
   *   .optionsGroup('Development Options:')
   *   .option('-d, --debug', 'output extra debugging')
   *   .option('-p, --profile', 'output profiling information')
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  optionsGroup(heading) {
    if (heading === undefined) return this._defaultOptionGroup ?? '';
    this._defaultOptionGroup = heading;
    return this;
  }

  /**
   * @param {Option} option
   * @private
   */
  _initOptionGroup(option) {
    if (this._defaultOptionGroup && !option.helpGroupHeading)
      option.helpGroup(this._defaultOptionGroup);
  }

  /**
   * @param {Command} cmd
   * @private
   */
  _initCommandGroup(cmd) {
    if (this._defaultCommandGroup && !cmd.helpGroup())
      cmd.helpGroup(this._defaultCommandGroup);
  }

  /**
   * Set the name of the command from script filename, such as process.argv[1],
   * or require.main.filename, or __filename.
   *
   * (Used internally and public although not documented in README.)
   *
   * @example
   * program.nameFromFilename(require.main.filename);
   *
   * @param {string} filename
   * @return {Command}
   */

  nameFromFilename(filename) {
    this._name = path.basename(filename, path.extname(filename));

    return this;
  }

  /**
   * Get or set the directory for searching for executable subcommands of this command.
   *
   * @example
   * program.executableDir(__dirname);
   * // or
   * program.executableDir('subcommands');
   *
   * @param {string} [path]
   * @return {(string|null|Command)}
   */

  executableDir(path) {
    if (path === undefined) return this._executableDir;
    this._executableDir = path;
    return this;
  }

  /**
   * Return program help documentation.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
   * @return {string}
   */

  helpInformation(contextOptions) {
    const helper = this.createHelp();
    const context = this._getOutputContext(contextOptions);
    helper.prepareContext({
      error: context.error,
      helpWidth: context.helpWidth,
      outputHasColors: context.hasColors,
    });
    const text = helper.formatHelp(this, helper);
    if (context.hasColors) return text;
    return this._outputConfiguration.stripColor(text);
  }

  /**
   * @typedef HelpContext
   * @type {object}
   * @property {boolean} error
   * @property {number} helpWidth
   * @property {boolean} hasColors
   * @property {function} write - includes stripColor if needed
   *
   * @returns {HelpContext}
   * @private
   */

  _getOutputContext(contextOptions) {
    contextOptions = contextOptions || {};
    const error = !!contextOptions.error;
    let baseWrite;
    let hasColors;
    let helpWidth;
    if (error) {
      baseWrite = (str) => this._outputConfiguration.writeErr(str);
      hasColors = this._outputConfiguration.getErrHasColors();
      helpWidth = this._outputConfiguration.getErrHelpWidth();
    } else {
      baseWrite = (str) => this._outputConfiguration.writeOut(str);
      hasColors = this._outputConfiguration.getOutHasColors();
      helpWidth = this._outputConfiguration.getOutHelpWidth();
    }
    const write = (str) => {
      if (!hasColors) str = this._outputConfiguration.stripColor(str);
      return baseWrite(str);
    };
    return { error, write, hasColors, helpWidth };
  }

  /**
   * Output help information for this command.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  outputHelp(contextOptions) {
    let deprecatedCallback;
    if (typeof contextOptions === 'function') {
      deprecatedCallback = contextOptions;
      contextOptions = undefined;
    }

    const outputContext = this._getOutputContext(contextOptions);
    /** @type {HelpTextEventContext} */
    const eventContext = {
      error: outputContext.error,
      write: outputContext.write,
      command: this,
    };

    this._getCommandAndAncestors()
      .reverse()
      .forEach((command) => command.emit('beforeAllHelp', eventContext));
    this.emit('beforeHelp', eventContext);

    let helpInformation = this.helpInformation({ error: outputContext.error });
    if (deprecatedCallback) {
      helpInformation = deprecatedCallback(helpInformation);
      if (
        typeof helpInformation !== 'string' &&
        !Buffer.isBuffer(helpInformation)
      ) {
        throw new Error('outputHelp callback must return a string or a Buffer');
      }
    }
    outputContext.write(helpInformation);

    if (this._getHelpOption()?.long) {
      this.emit(this._getHelpOption().long); // deprecated
    }
    this.emit('afterHelp', eventContext);
    this._getCommandAndAncestors().forEach((command) =>
      command.emit('afterAllHelp', eventContext),
    );
  }

  /**
   * You can pass in flags and a description to customise the built-in help option.
   * Pass in false to disable the built-in help option.
   *
   * @example
   * program.helpOption('-?, --help' 'show help'); // customise
   * program.helpOption(false); // disable
   *
   * @param {(string | boolean)} flags
   * @param {string} [description]
   * @return {Command} `this` command for chaining
   */

  helpOption(flags, description) {
    // Support enabling/disabling built-in help option.
    if (typeof flags === 'boolean') {
      if (flags) {
        if (this._helpOption === null) this._helpOption = undefined; // reenable
        if (this._defaultOptionGroup) {
          // make the option to store the group
          this._initOptionGroup(this._getHelpOption());
        }
      } else {
        this._helpOption = null; // disable
      }
      return this;
    }

    // Customise flags and description.
    this._helpOption = this.createOption(
      flags ?? '-h, --help',
      description ?? 'display help for command',
    );
    // init group unless lazy create
    if (flags || description) this._initOptionGroup(this._helpOption);

    return this;
  }

  /**
   * Lazy create help option.
   * Returns null if has been disabled with .helpOption(false).
   *
   * @returns {(Option | null)} the help option
   * @package
   */
  _getHelpOption() {
    // Lazy create help option on demand.
    if (this._helpOption === undefined) {
      this.helpOption(undefined, undefined);
    }
    return this._helpOption;
  }

  /**
   * Supply your own option to use for the built-in help option.
   * This is an alternative to using helpOption() to customise the flags and description etc.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addHelpOption(option) {
    this._helpOption = option;
    this._initOptionGroup(option);
    return this;
  }

  /**
   * Output help information and exit.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  help(contextOptions) {
    this.outputHelp(contextOptions);
    let exitCode = Number(process.exitCode ?? 0); // process.exitCode does allow a string or an integer, but we prefer just a number
    if (
      exitCode === 0 &&
      contextOptions &&
      typeof contextOptions !== 'function' &&
      contextOptions.error
    ) {
      exitCode = 1;
    }
    // message: do not have all displayed text available so only passing placeholder.
    this._exit(exitCode, 'commander.help', '(outputHelp)');
  }

  /**
   * // Do a little typing to coordinate emit and listener for the help text events.
   * @typedef HelpTextEventContext
   * @type {object}
   * @property {boolean} error
   * @property {Command} command
   * @property {function} write
   */

  /**
   * Add additional text to be displayed with the built-in help.
   *
   * Position is 'before' or 'after' to affect just this command,
   * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
   *
   * @param {string} position - before or after built-in help
   * @param {(string | Function)} text - string to add, or a function returning a string
   * @return {Command} `this` command for chaining
   */

  addHelpText(position, text) {
    const allowedValues = ['beforeAll', 'before', 'after', 'afterAll'];
    if (!allowedValues.includes(position)) {
      throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
    }

    const helpEvent = `${position}Help`;
    this.on(helpEvent, (/** @type {HelpTextEventContext} */ context) => {
      let helpStr;
      if (typeof text === 'function') {
        helpStr = text({ error: context.error, command: context.command });
      } else {
        helpStr = text;
      }
      // Ignore falsy value when nothing to output.
      if (helpStr) {
        context.write(`${helpStr}\n`);
      }
    });
    return this;
  }

  /**
   * Output help information if help flags specified
   *
   * @param {Array} args - array of options to search for help flags
   * @private
   */

  _outputHelpIfRequested(args) {
    const helpOption = this._getHelpOption();
    const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
    if (helpRequested) {
      this.outputHelp();
      // (Do not have all displayed text available so only passing placeholder.)
      this._exit(0, 'commander.helpDisplayed', '(outputHelp)');
    }
  }
}

/**
 * Scan arguments and increment port number for inspect calls (to avoid conflicts when spawning new command).
 *
 * @param {string[]} args - array of arguments from node.execArgv
 * @returns {string[]}
 * @private
 */

function incrementNodeInspectorPort(args) {
  // Testing for these options:
  //  --inspect[=[host:]port]
  //  --inspect-brk[=[host:]port]
  //  --inspect-port=[host:]port
  return args.map((arg) => {
    if (!arg.startsWith('--inspect')) {
      return arg;
    }
    let debugOption;
    let debugHost = '127.0.0.1';
    let debugPort = '9229';
    let match;
    if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
      // e.g. --inspect
      debugOption = match[1];
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null
    ) {
      debugOption = match[1];
      if (/^\d+$/.test(match[3])) {
        // e.g. --inspect=1234
        debugPort = match[3];
      } else {
        // e.g. --inspect=localhost
        debugHost = match[3];
      }
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null
    ) {
      // e.g. --inspect=localhost:1234
      debugOption = match[1];
      debugHost = match[3];
      debugPort = match[4];
    }

    if (debugOption && debugPort !== '0') {
      return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
    }
    return arg;
  });
}

/**
 * @returns {boolean | undefined}
 * @package
 */
function useColor() {
  // Test for common conventions.
  // NB: the observed behaviour is in combination with how author adds color! For example:
  //   - we do not test NODE_DISABLE_COLORS, but util:styletext does
  //   - we do test NO_COLOR, but Chalk does not
  //
  // References:
  // https://no-color.org
  // https://bixense.com/clicolors/
  // https://github.com/nodejs/node/blob/0a00217a5f67ef4a22384cfc80eb6dd9a917fdc1/lib/internal/tty.js#L109
  // https://github.com/chalk/supports-color/blob/c214314a14bcb174b12b3014b2b0a8de375029ae/index.js#L33
  // (https://force-color.org recent web page from 2023, does not match major javascript implementations)

  if (
    process.env.NO_COLOR ||
    process.env.FORCE_COLOR === '0' ||
    process.env.FORCE_COLOR === 'false'
  )
    return false;
  if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== undefined)
    return true;
  return undefined;
}

exports.Command = Command;
exports.useColor = useColor; // exporting for tests


/***/ }),

/***/ 1135:
/***/ ((__unused_webpack_module, exports) => {

/**
 * CommanderError class
 */
class CommanderError extends Error {
  /**
   * Constructs the CommanderError class
   * @param {number} exitCode suggested exit code which could be used with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   */
  constructor(exitCode, code, message) {
    super(message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
    this.code = code;
    this.exitCode = exitCode;
    this.nestedError = undefined;
  }
}

/**
 * InvalidArgumentError class
 */
class InvalidArgumentError extends CommanderError {
  /**
   * Constructs the InvalidArgumentError class
   * @param {string} [message] explanation of why argument is invalid
   */
  constructor(message) {
    super(1, 'commander.invalidArgument', message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
  }
}

exports.CommanderError = CommanderError;
exports.InvalidArgumentError = InvalidArgumentError;


/***/ }),

/***/ 9754:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { humanReadableArgName } = __nccwpck_require__(9154);

/**
 * TypeScript import types for JSDoc, used by Visual Studio Code IntelliSense and `npm run typescript-checkJS`
 * https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import-types
 * @typedef { import("./argument.js").Argument } Argument
 * @typedef { import("./command.js").Command } Command
 * @typedef { import("./option.js").Option } Option
 */

// Although this is a class, methods are static in style to allow override using subclass or just functions.
class Help {
  constructor() {
    this.helpWidth = undefined;
    this.minWidthToWrap = 40;
    this.sortSubcommands = false;
    this.sortOptions = false;
    this.showGlobalOptions = false;
  }

  /**
   * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
   * and just before calling `formatHelp()`.
   *
   * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
   *
   * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
   */
  prepareContext(contextOptions) {
    this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
  }

  /**
   * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
   *
   * @param {Command} cmd
   * @returns {Command[]}
   */

  visibleCommands(cmd) {
    const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
    const helpCommand = cmd._getHelpCommand();
    if (helpCommand && !helpCommand._hidden) {
      visibleCommands.push(helpCommand);
    }
    if (this.sortSubcommands) {
      visibleCommands.sort((a, b) => {
        // @ts-ignore: because overloaded return type
        return a.name().localeCompare(b.name());
      });
    }
    return visibleCommands;
  }

  /**
   * Compare options for sort.
   *
   * @param {Option} a
   * @param {Option} b
   * @returns {number}
   */
  compareOptions(a, b) {
    const getSortKey = (option) => {
      // WYSIWYG for order displayed in help. Short used for comparison if present. No special handling for negated.
      return option.short
        ? option.short.replace(/^-/, '')
        : option.long.replace(/^--/, '');
    };
    return getSortKey(a).localeCompare(getSortKey(b));
  }

  /**
   * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleOptions(cmd) {
    const visibleOptions = cmd.options.filter((option) => !option.hidden);
    // Built-in help option.
    const helpOption = cmd._getHelpOption();
    if (helpOption && !helpOption.hidden) {
      // Automatically hide conflicting flags. Bit dubious but a historical behaviour that is convenient for single-command programs.
      const removeShort = helpOption.short && cmd._findOption(helpOption.short);
      const removeLong = helpOption.long && cmd._findOption(helpOption.long);
      if (!removeShort && !removeLong) {
        visibleOptions.push(helpOption); // no changes needed
      } else if (helpOption.long && !removeLong) {
        visibleOptions.push(
          cmd.createOption(helpOption.long, helpOption.description),
        );
      } else if (helpOption.short && !removeShort) {
        visibleOptions.push(
          cmd.createOption(helpOption.short, helpOption.description),
        );
      }
    }
    if (this.sortOptions) {
      visibleOptions.sort(this.compareOptions);
    }
    return visibleOptions;
  }

  /**
   * Get an array of the visible global options. (Not including help.)
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleGlobalOptions(cmd) {
    if (!this.showGlobalOptions) return [];

    const globalOptions = [];
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      const visibleOptions = ancestorCmd.options.filter(
        (option) => !option.hidden,
      );
      globalOptions.push(...visibleOptions);
    }
    if (this.sortOptions) {
      globalOptions.sort(this.compareOptions);
    }
    return globalOptions;
  }

  /**
   * Get an array of the arguments if any have a description.
   *
   * @param {Command} cmd
   * @returns {Argument[]}
   */

  visibleArguments(cmd) {
    // Side effect! Apply the legacy descriptions before the arguments are displayed.
    if (cmd._argsDescription) {
      cmd.registeredArguments.forEach((argument) => {
        argument.description =
          argument.description || cmd._argsDescription[argument.name()] || '';
      });
    }

    // If there are any arguments with a description then return all the arguments.
    if (cmd.registeredArguments.find((argument) => argument.description)) {
      return cmd.registeredArguments;
    }
    return [];
  }

  /**
   * Get the command term to show in the list of subcommands.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandTerm(cmd) {
    // Legacy. Ignores custom usage string, and nested commands.
    const args = cmd.registeredArguments
      .map((arg) => humanReadableArgName(arg))
      .join(' ');
    return (
      cmd._name +
      (cmd._aliases[0] ? '|' + cmd._aliases[0] : '') +
      (cmd.options.length ? ' [options]' : '') + // simplistic check for non-help option
      (args ? ' ' + args : '')
    );
  }

  /**
   * Get the option term to show in the list of options.
   *
   * @param {Option} option
   * @returns {string}
   */

  optionTerm(option) {
    return option.flags;
  }

  /**
   * Get the argument term to show in the list of arguments.
   *
   * @param {Argument} argument
   * @returns {string}
   */

  argumentTerm(argument) {
    return argument.name();
  }

  /**
   * Get the longest command term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestSubcommandTermLength(cmd, helper) {
    return helper.visibleCommands(cmd).reduce((max, command) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleSubcommandTerm(helper.subcommandTerm(command)),
        ),
      );
    }, 0);
  }

  /**
   * Get the longest option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestOptionTermLength(cmd, helper) {
    return helper.visibleOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest global option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestGlobalOptionTermLength(cmd, helper) {
    return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest argument term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestArgumentTermLength(cmd, helper) {
    return helper.visibleArguments(cmd).reduce((max, argument) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleArgumentTerm(helper.argumentTerm(argument)),
        ),
      );
    }, 0);
  }

  /**
   * Get the command usage to be displayed at the top of the built-in help.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandUsage(cmd) {
    // Usage
    let cmdName = cmd._name;
    if (cmd._aliases[0]) {
      cmdName = cmdName + '|' + cmd._aliases[0];
    }
    let ancestorCmdNames = '';
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      ancestorCmdNames = ancestorCmd.name() + ' ' + ancestorCmdNames;
    }
    return ancestorCmdNames + cmdName + ' ' + cmd.usage();
  }

  /**
   * Get the description for the command.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.description();
  }

  /**
   * Get the subcommand summary to show in the list of subcommands.
   * (Fallback to description for backwards compatibility.)
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.summary() || cmd.description();
  }

  /**
   * Get the option description to show in the list of options.
   *
   * @param {Option} option
   * @return {string}
   */

  optionDescription(option) {
    const extraInfo = [];

    if (option.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (option.defaultValue !== undefined) {
      // default for boolean and negated more for programmer than end user,
      // but show true/false for boolean option as may be for hand-rolled env or config processing.
      const showDefault =
        option.required ||
        option.optional ||
        (option.isBoolean() && typeof option.defaultValue === 'boolean');
      if (showDefault) {
        extraInfo.push(
          `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`,
        );
      }
    }
    // preset for boolean and negated are more for programmer than end user
    if (option.presetArg !== undefined && option.optional) {
      extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
    }
    if (option.envVar !== undefined) {
      extraInfo.push(`env: ${option.envVar}`);
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (option.description) {
        return `${option.description} ${extraDescription}`;
      }
      return extraDescription;
    }

    return option.description;
  }

  /**
   * Get the argument description to show in the list of arguments.
   *
   * @param {Argument} argument
   * @return {string}
   */

  argumentDescription(argument) {
    const extraInfo = [];
    if (argument.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (argument.defaultValue !== undefined) {
      extraInfo.push(
        `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`,
      );
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (argument.description) {
        return `${argument.description} ${extraDescription}`;
      }
      return extraDescription;
    }
    return argument.description;
  }

  /**
   * Format a list of items, given a heading and an array of formatted items.
   *
   * @param {string} heading
   * @param {string[]} items
   * @param {Help} helper
   * @returns string[]
   */
  formatItemList(heading, items, helper) {
    if (items.length === 0) return [];

    return [helper.styleTitle(heading), ...items, ''];
  }

  /**
   * Group items by their help group heading.
   *
   * @param {Command[] | Option[]} unsortedItems
   * @param {Command[] | Option[]} visibleItems
   * @param {Function} getGroup
   * @returns {Map<string, Command[] | Option[]>}
   */
  groupItems(unsortedItems, visibleItems, getGroup) {
    const result = new Map();
    // Add groups in order of appearance in unsortedItems.
    unsortedItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) result.set(group, []);
    });
    // Add items in order of appearance in visibleItems.
    visibleItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) {
        result.set(group, []);
      }
      result.get(group).push(item);
    });
    return result;
  }

  /**
   * Generate the built-in help text.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {string}
   */

  formatHelp(cmd, helper) {
    const termWidth = helper.padWidth(cmd, helper);
    const helpWidth = helper.helpWidth ?? 80; // in case prepareContext() was not called

    function callFormatItem(term, description) {
      return helper.formatItem(term, termWidth, description, helper);
    }

    // Usage
    let output = [
      `${helper.styleTitle('Usage:')} ${helper.styleUsage(helper.commandUsage(cmd))}`,
      '',
    ];

    // Description
    const commandDescription = helper.commandDescription(cmd);
    if (commandDescription.length > 0) {
      output = output.concat([
        helper.boxWrap(
          helper.styleCommandDescription(commandDescription),
          helpWidth,
        ),
        '',
      ]);
    }

    // Arguments
    const argumentList = helper.visibleArguments(cmd).map((argument) => {
      return callFormatItem(
        helper.styleArgumentTerm(helper.argumentTerm(argument)),
        helper.styleArgumentDescription(helper.argumentDescription(argument)),
      );
    });
    output = output.concat(
      this.formatItemList('Arguments:', argumentList, helper),
    );

    // Options
    const optionGroups = this.groupItems(
      cmd.options,
      helper.visibleOptions(cmd),
      (option) => option.helpGroupHeading ?? 'Options:',
    );
    optionGroups.forEach((options, group) => {
      const optionList = options.map((option) => {
        return callFormatItem(
          helper.styleOptionTerm(helper.optionTerm(option)),
          helper.styleOptionDescription(helper.optionDescription(option)),
        );
      });
      output = output.concat(this.formatItemList(group, optionList, helper));
    });

    if (helper.showGlobalOptions) {
      const globalOptionList = helper
        .visibleGlobalOptions(cmd)
        .map((option) => {
          return callFormatItem(
            helper.styleOptionTerm(helper.optionTerm(option)),
            helper.styleOptionDescription(helper.optionDescription(option)),
          );
        });
      output = output.concat(
        this.formatItemList('Global Options:', globalOptionList, helper),
      );
    }

    // Commands
    const commandGroups = this.groupItems(
      cmd.commands,
      helper.visibleCommands(cmd),
      (sub) => sub.helpGroup() || 'Commands:',
    );
    commandGroups.forEach((commands, group) => {
      const commandList = commands.map((sub) => {
        return callFormatItem(
          helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
          helper.styleSubcommandDescription(helper.subcommandDescription(sub)),
        );
      });
      output = output.concat(this.formatItemList(group, commandList, helper));
    });

    return output.join('\n');
  }

  /**
   * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
   *
   * @param {string} str
   * @returns {number}
   */
  displayWidth(str) {
    return stripColor(str).length;
  }

  /**
   * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
   *
   * @param {string} str
   * @returns {string}
   */
  styleTitle(str) {
    return str;
  }

  styleUsage(str) {
    // Usage has lots of parts the user might like to color separately! Assume default usage string which is formed like:
    //    command subcommand [options] [command] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word === '[command]') return this.styleSubcommandText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleCommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleCommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleOptionDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleSubcommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleArgumentDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleDescriptionText(str) {
    return str;
  }
  styleOptionTerm(str) {
    return this.styleOptionText(str);
  }
  styleSubcommandTerm(str) {
    // This is very like usage with lots of parts! Assume default string which is formed like:
    //    subcommand [options] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleSubcommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleArgumentTerm(str) {
    return this.styleArgumentText(str);
  }
  styleOptionText(str) {
    return str;
  }
  styleArgumentText(str) {
    return str;
  }
  styleSubcommandText(str) {
    return str;
  }
  styleCommandText(str) {
    return str;
  }

  /**
   * Calculate the pad width from the maximum term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  padWidth(cmd, helper) {
    return Math.max(
      helper.longestOptionTermLength(cmd, helper),
      helper.longestGlobalOptionTermLength(cmd, helper),
      helper.longestSubcommandTermLength(cmd, helper),
      helper.longestArgumentTermLength(cmd, helper),
    );
  }

  /**
   * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
   *
   * @param {string} str
   * @returns {boolean}
   */
  preformatted(str) {
    return /\n[^\S\r\n]/.test(str);
  }

  /**
   * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
   *
   * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
   *   TTT  DDD DDDD
   *        DD DDD
   *
   * @param {string} term
   * @param {number} termWidth
   * @param {string} description
   * @param {Help} helper
   * @returns {string}
   */
  formatItem(term, termWidth, description, helper) {
    const itemIndent = 2;
    const itemIndentStr = ' '.repeat(itemIndent);
    if (!description) return itemIndentStr + term;

    // Pad the term out to a consistent width, so descriptions are aligned.
    const paddedTerm = term.padEnd(
      termWidth + term.length - helper.displayWidth(term),
    );

    // Format the description.
    const spacerWidth = 2; // between term and description
    const helpWidth = this.helpWidth ?? 80; // in case prepareContext() was not called
    const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
    let formattedDescription;
    if (
      remainingWidth < this.minWidthToWrap ||
      helper.preformatted(description)
    ) {
      formattedDescription = description;
    } else {
      const wrappedDescription = helper.boxWrap(description, remainingWidth);
      formattedDescription = wrappedDescription.replace(
        /\n/g,
        '\n' + ' '.repeat(termWidth + spacerWidth),
      );
    }

    // Construct and overall indent.
    return (
      itemIndentStr +
      paddedTerm +
      ' '.repeat(spacerWidth) +
      formattedDescription.replace(/\n/g, `\n${itemIndentStr}`)
    );
  }

  /**
   * Wrap a string at whitespace, preserving existing line breaks.
   * Wrapping is skipped if the width is less than `minWidthToWrap`.
   *
   * @param {string} str
   * @param {number} width
   * @returns {string}
   */
  boxWrap(str, width) {
    if (width < this.minWidthToWrap) return str;

    const rawLines = str.split(/\r\n|\n/);
    // split up text by whitespace
    const chunkPattern = /[\s]*[^\s]+/g;
    const wrappedLines = [];
    rawLines.forEach((line) => {
      const chunks = line.match(chunkPattern);
      if (chunks === null) {
        wrappedLines.push('');
        return;
      }

      let sumChunks = [chunks.shift()];
      let sumWidth = this.displayWidth(sumChunks[0]);
      chunks.forEach((chunk) => {
        const visibleWidth = this.displayWidth(chunk);
        // Accumulate chunks while they fit into width.
        if (sumWidth + visibleWidth <= width) {
          sumChunks.push(chunk);
          sumWidth += visibleWidth;
          return;
        }
        wrappedLines.push(sumChunks.join(''));

        const nextChunk = chunk.trimStart(); // trim space at line break
        sumChunks = [nextChunk];
        sumWidth = this.displayWidth(nextChunk);
      });
      wrappedLines.push(sumChunks.join(''));
    });

    return wrappedLines.join('\n');
  }
}

/**
 * Strip style ANSI escape sequences from the string. In particular, SGR (Select Graphic Rendition) codes.
 *
 * @param {string} str
 * @returns {string}
 * @package
 */

function stripColor(str) {
  // eslint-disable-next-line no-control-regex
  const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
  return str.replace(sgrPattern, '');
}

exports.Help = Help;
exports.stripColor = stripColor;


/***/ }),

/***/ 5240:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(1135);

class Option {
  /**
   * Initialize a new `Option` with the given `flags` and `description`.
   *
   * @param {string} flags
   * @param {string} [description]
   */

  constructor(flags, description) {
    this.flags = flags;
    this.description = description || '';

    this.required = flags.includes('<'); // A value must be supplied when the option is specified.
    this.optional = flags.includes('['); // A value is optional when the option is specified.
    // variadic test ignores <value,...> et al which might be used to describe custom splitting of single argument
    this.variadic = /\w\.\.\.[>\]]$/.test(flags); // The option can take multiple values.
    this.mandatory = false; // The option must have a value after parsing, which usually means it must be specified on command line.
    const optionFlags = splitOptionFlags(flags);
    this.short = optionFlags.shortFlag; // May be a short flag, undefined, or even a long flag (if option has two long flags).
    this.long = optionFlags.longFlag;
    this.negate = false;
    if (this.long) {
      this.negate = this.long.startsWith('--no-');
    }
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.presetArg = undefined;
    this.envVar = undefined;
    this.parseArg = undefined;
    this.hidden = false;
    this.argChoices = undefined;
    this.conflictsWith = [];
    this.implied = undefined;
    this.helpGroupHeading = undefined; // soft initialised when option added to command
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Option}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Preset to use when option used without option-argument, especially optional but also boolean and negated.
   * The custom processing (parseArg) is called.
   *
   * @example
   * new Option('--color').default('GREYSCALE').preset('RGB');
   * new Option('--donate [amount]').preset('20').argParser(parseFloat);
   *
   * @param {*} arg
   * @return {Option}
   */

  preset(arg) {
    this.presetArg = arg;
    return this;
  }

  /**
   * Add option name(s) that conflict with this option.
   * An error will be displayed if conflicting options are found during parsing.
   *
   * @example
   * new Option('--rgb').conflicts('cmyk');
   * new Option('--js').conflicts(['ts', 'jsx']);
   *
   * @param {(string | string[])} names
   * @return {Option}
   */

  conflicts(names) {
    this.conflictsWith = this.conflictsWith.concat(names);
    return this;
  }

  /**
   * Specify implied option values for when this option is set and the implied options are not.
   *
   * The custom processing (parseArg) is not called on the implied values.
   *
   * @example
   * program
   *   .addOption(new Option('--log', 'write logging information to file'))
   *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
   *
   * @param {object} impliedOptionValues
   * @return {Option}
   */
  implies(impliedOptionValues) {
    let newImplied = impliedOptionValues;
    if (typeof impliedOptionValues === 'string') {
      // string is not documented, but easy mistake and we can do what user probably intended.
      newImplied = { [impliedOptionValues]: true };
    }
    this.implied = Object.assign(this.implied || {}, newImplied);
    return this;
  }

  /**
   * Set environment variable to check for option value.
   *
   * An environment variable is only used if when processed the current option value is
   * undefined, or the source of the current value is 'default' or 'config' or 'env'.
   *
   * @param {string} name
   * @return {Option}
   */

  env(name) {
    this.envVar = name;
    return this;
  }

  /**
   * Set the custom handler for processing CLI option arguments into option values.
   *
   * @param {Function} [fn]
   * @return {Option}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Whether the option is mandatory and must have a value after parsing.
   *
   * @param {boolean} [mandatory=true]
   * @return {Option}
   */

  makeOptionMandatory(mandatory = true) {
    this.mandatory = !!mandatory;
    return this;
  }

  /**
   * Hide option in help.
   *
   * @param {boolean} [hide=true]
   * @return {Option}
   */

  hideHelp(hide = true) {
    this.hidden = !!hide;
    return this;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Only allow option value to be one of choices.
   *
   * @param {string[]} values
   * @return {Option}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Return option name.
   *
   * @return {string}
   */

  name() {
    if (this.long) {
      return this.long.replace(/^--/, '');
    }
    return this.short.replace(/^-/, '');
  }

  /**
   * Return option name, in a camelcase format that can be used
   * as an object attribute key.
   *
   * @return {string}
   */

  attributeName() {
    if (this.negate) {
      return camelcase(this.name().replace(/^no-/, ''));
    }
    return camelcase(this.name());
  }

  /**
   * Set the help group heading.
   *
   * @param {string} heading
   * @return {Option}
   */
  helpGroup(heading) {
    this.helpGroupHeading = heading;
    return this;
  }

  /**
   * Check if `arg` matches the short or long flag.
   *
   * @param {string} arg
   * @return {boolean}
   * @package
   */

  is(arg) {
    return this.short === arg || this.long === arg;
  }

  /**
   * Return whether a boolean option.
   *
   * Options are one of boolean, negated, required argument, or optional argument.
   *
   * @return {boolean}
   * @package
   */

  isBoolean() {
    return !this.required && !this.optional && !this.negate;
  }
}

/**
 * This class is to make it easier to work with dual options, without changing the existing
 * implementation. We support separate dual options for separate positive and negative options,
 * like `--build` and `--no-build`, which share a single option value. This works nicely for some
 * use cases, but is tricky for others where we want separate behaviours despite
 * the single shared option value.
 */
class DualOptions {
  /**
   * @param {Option[]} options
   */
  constructor(options) {
    this.positiveOptions = new Map();
    this.negativeOptions = new Map();
    this.dualOptions = new Set();
    options.forEach((option) => {
      if (option.negate) {
        this.negativeOptions.set(option.attributeName(), option);
      } else {
        this.positiveOptions.set(option.attributeName(), option);
      }
    });
    this.negativeOptions.forEach((value, key) => {
      if (this.positiveOptions.has(key)) {
        this.dualOptions.add(key);
      }
    });
  }

  /**
   * Did the value come from the option, and not from possible matching dual option?
   *
   * @param {*} value
   * @param {Option} option
   * @returns {boolean}
   */
  valueFromOption(value, option) {
    const optionKey = option.attributeName();
    if (!this.dualOptions.has(optionKey)) return true;

    // Use the value to deduce if (probably) came from the option.
    const preset = this.negativeOptions.get(optionKey).presetArg;
    const negativeValue = preset !== undefined ? preset : false;
    return option.negate === (negativeValue === value);
  }
}

/**
 * Convert string from kebab-case to camelCase.
 *
 * @param {string} str
 * @return {string}
 * @private
 */

function camelcase(str) {
  return str.split('-').reduce((str, word) => {
    return str + word[0].toUpperCase() + word.slice(1);
  });
}

/**
 * Split the short and long flag out of something like '-m,--mixed <value>'
 *
 * @private
 */

function splitOptionFlags(flags) {
  let shortFlag;
  let longFlag;
  // short flag, single dash and single character
  const shortFlagExp = /^-[^-]$/;
  // long flag, double dash and at least one character
  const longFlagExp = /^--[^-]/;

  const flagParts = flags.split(/[ |,]+/).concat('guard');
  // Normal is short and/or long.
  if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
  if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
  // Long then short. Rarely used but fine.
  if (!shortFlag && shortFlagExp.test(flagParts[0]))
    shortFlag = flagParts.shift();
  // Allow two long flags, like '--ws, --workspace'
  // This is the supported way to have a shortish option flag.
  if (!shortFlag && longFlagExp.test(flagParts[0])) {
    shortFlag = longFlag;
    longFlag = flagParts.shift();
  }

  // Check for unprocessed flag. Fail noisily rather than silently ignore.
  if (flagParts[0].startsWith('-')) {
    const unsupportedFlag = flagParts[0];
    const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
    if (/^-[^-][^-]/.test(unsupportedFlag))
      throw new Error(
        `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`,
      );
    if (shortFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many short flags`);
    if (longFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many long flags`);

    throw new Error(`${baseError}
- unrecognised flag format`);
  }
  if (shortFlag === undefined && longFlag === undefined)
    throw new Error(
      `option creation failed due to no flags found in '${flags}'.`,
    );

  return { shortFlag, longFlag };
}

exports.Option = Option;
exports.DualOptions = DualOptions;


/***/ }),

/***/ 5030:
/***/ ((__unused_webpack_module, exports) => {

const maxDistance = 3;

function editDistance(a, b) {
  // https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
  // Calculating optimal string alignment distance, no substring is edited more than once.
  // (Simple implementation.)

  // Quick early exit, return worst case.
  if (Math.abs(a.length - b.length) > maxDistance)
    return Math.max(a.length, b.length);

  // distance between prefix substrings of a and b
  const d = [];

  // pure deletions turn a into empty string
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
  }
  // pure insertions turn empty string into b
  for (let j = 0; j <= b.length; j++) {
    d[0][j] = j;
  }

  // fill matrix
  for (let j = 1; j <= b.length; j++) {
    for (let i = 1; i <= a.length; i++) {
      let cost = 1;
      if (a[i - 1] === b[j - 1]) {
        cost = 0;
      } else {
        cost = 1;
      }
      d[i][j] = Math.min(
        d[i - 1][j] + 1, // deletion
        d[i][j - 1] + 1, // insertion
        d[i - 1][j - 1] + cost, // substitution
      );
      // transposition
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }

  return d[a.length][b.length];
}

/**
 * Find close matches, restricted to same number of edits.
 *
 * @param {string} word
 * @param {string[]} candidates
 * @returns {string}
 */

function suggestSimilar(word, candidates) {
  if (!candidates || candidates.length === 0) return '';
  // remove possible duplicates
  candidates = Array.from(new Set(candidates));

  const searchingOptions = word.startsWith('--');
  if (searchingOptions) {
    word = word.slice(2);
    candidates = candidates.map((candidate) => candidate.slice(2));
  }

  let similar = [];
  let bestDistance = maxDistance;
  const minSimilarity = 0.4;
  candidates.forEach((candidate) => {
    if (candidate.length <= 1) return; // no one character guesses

    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    const similarity = (length - distance) / length;
    if (similarity > minSimilarity) {
      if (distance < bestDistance) {
        // better edit distance, throw away previous worse matches
        bestDistance = distance;
        similar = [candidate];
      } else if (distance === bestDistance) {
        similar.push(candidate);
      }
    }
  });

  similar.sort((a, b) => a.localeCompare(b));
  if (searchingOptions) {
    similar = similar.map((candidate) => `--${candidate}`);
  }

  if (similar.length > 1) {
    return `\n(Did you mean one of ${similar.join(', ')}?)`;
  }
  if (similar.length === 1) {
    return `\n(Did you mean ${similar[0]}?)`;
  }
  return '';
}

exports.suggestSimilar = suggestSimilar;


/***/ }),

/***/ 3986:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _cli_run_cli_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7741);
/* harmony import */ var _face_interruption_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9453);
/* harmony import */ var _inspection_inspect_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9919);
/* harmony import */ var _relocation_relocate_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7751);
/* harmony import */ var _relocation_rewrite_file_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4010);
/* harmony import */ var _storage_open_store_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7228);






// A reader that goes away (`| head`) must not end a relocation halfway.
for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
        if (error.code !== 'EPIPE')
            throw error;
    });
}
process.exitCode = await (0,_cli_run_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runCli */ .a)(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: (0,_face_interruption_js__WEBPACK_IMPORTED_MODULE_1__/* .abortOnSignals */ .PB)(process),
    relocate: _relocation_relocate_js__WEBPACK_IMPORTED_MODULE_3__/* .relocate */ .s,
    inspect: async (source, s3, signal) => {
        const store = await (0,_storage_open_store_js__WEBPACK_IMPORTED_MODULE_5__/* .openStore */ .C)(source, 'source', s3, undefined, {});
        try {
            return await (0,_inspection_inspect_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectSnapshot */ .X)(store, source, { signal });
        }
        finally {
            store.close();
        }
    },
    rewrite: _relocation_rewrite_file_js__WEBPACK_IMPORTED_MODULE_4__/* .rewriteMetadataFile */ .G,
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 7741:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ runCli)
});

// EXTERNAL MODULE: ./node_modules/commander/index.js
var commander = __nccwpck_require__(8909);
;// CONCATENATED MODULE: ./node_modules/commander/esm.mjs


// wrapper to provide named exports for ESM.
const {
  /* program */ "DM": program,
  /* createCommand */ "gu": createCommand,
  /* createArgument */ "er": createArgument,
  /* createOption */ "Ww": createOption,
  /* CommanderError */ "b7": CommanderError,
  /* InvalidArgumentError */ "Di": InvalidArgumentError,
  /* InvalidOptionArgumentError */ "a2": InvalidOptionArgumentError, // deprecated old name
  /* Command */ "uB": Command,
  /* Argument */ "ef": Argument,
  /* Option */ "c$": Option,
  /* Help */ "_V": Help,
} = commander;

// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __nccwpck_require__(5410);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __nccwpck_require__(5012);
;// CONCATENATED MODULE: ./build/face/printable.js
/** C0 and C1 control characters, line separators, and the characters that turn the direction of text around. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const NAMES = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/**
 * Makes text from outside (paths, names in `_metadata`, answers of servers) safe to print in one line: what could
 * begin a line of its own or steer a terminal is shown as an escape.
 */
function printable(text) {
    return text.replace(UNPRINTABLE, (character) => NAMES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

;// CONCATENATED MODULE: ./build/face/failure.js



/** The name under which Action and command line speak. */
const PROGRAM = 'flink-snapshot';
const MOST_CAUSES = 10;
/** Faults that no input should be able to cause: they are ours to repair. */
const BUGS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError']);
/** Tells an error in one line, with its chain of causes. All texts are printable. */
function explainFailure(error) {
    if (isError(error) && BUGS.has(error.name)) {
        const what = `unexpected ${error.name}: ${error.message}`;
        return {
            sentence: printable(`${what}; this is a bug, please report it with these lines`),
            lines: [...stackOf(error), ...causesOf(error)],
        };
    }
    const details = error instanceof relocation_error/* RelocationError */.f ? error.details.map(printable) : [];
    const facts = error instanceof storage_error/* StorageError */.a ? factsOf(error) : [];
    return { sentence: printable(messageOf(error)), lines: [...details, ...facts, ...causesOf(error)] };
}
/** By shape, not by class: an error of another realm (a worker, a test's sandbox) and a DOMException are errors too. */
function isError(value) {
    return typeof value === 'object' && value !== null
        && 'name' in value && typeof value.name === 'string'
        && 'message' in value && typeof value.message === 'string';
}
function messageOf(error) {
    if (!isError(error))
        return String(error);
    return error.message === '' ? error.name : error.message;
}
/** What a server answered, where the sentence itself does not say it. */
function factsOf({ facts, message }) {
    const parts = [];
    if (facts.status !== undefined)
        parts.push(`status ${facts.status}`);
    if (facts.s3Code !== undefined)
        parts.push(facts.s3Code);
    if (facts.requestId !== undefined)
        parts.push(`request id ${facts.requestId}`);
    if (parts.length === 0 || (facts.requestId !== undefined && message.includes(facts.requestId)))
        return [];
    return [printable(`${facts.operation}: ${parts.join(', ')}`)];
}
function stackOf(error) {
    return (error.stack ?? '').split('\n').slice(1, 6).map((line) => printable(line.trim()));
}
/** The chain of causes, bounded: it may branch, and nothing forbids a circle. */
function causesOf(error, found = []) {
    if (!isError(error))
        return found;
    const next = 'errors' in error && Array.isArray(error.errors) ? error.errors.slice(0, 3) : [];
    if (error.cause !== undefined)
        next.push(error.cause);
    for (const cause of next) {
        if (found.length >= MOST_CAUSES)
            break;
        found.push(printable(`caused by ${isError(cause) ? `${cause.name}: ${messageOf(cause)}` : String(cause)}`));
        causesOf(cause, found);
    }
    return found;
}

// EXTERNAL MODULE: ./build/face/interruption.js
var interruption = __nccwpck_require__(9453);
;// CONCATENATED MODULE: ./build/options/option-error.js
/**
 * A setting is missing, malformed or contradicts another one. The message is a sentence that names the setting, its
 * value (never a secret's) and what to do. Thrown before anything is read or written; the command line ends with 2.
 */
class OptionError extends Error {
    name = 'OptionError';
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/options/option-specs.js
/** The settings of a relocation, in the order in which people read them. */
const OPTION_SPECS = [
    {
        name: 'source', form: 'text', placeholder: 'uri',
        help: 'snapshot directory, or its _metadata: s3://bucket/path or an absolute local path',
    },
    {
        name: 'target', form: 'text', placeholder: 'uri',
        help: 'directory under which the snapshot is placed; its scheme (s3, s3a, s3p, file) is written into _metadata',
    },
    {
        name: 'target-name', form: 'text', placeholder: 'name',
        help: 'replaces the savepoint\'s name, or the job directory\'s name of a checkpoint',
    },
    {
        name: 'path-map', form: 'lines', placeholder: 'rule',
        help: 'rule "old-prefix => new-prefix" for files that lie outside the snapshot',
    },
    {
        name: 'moved-from', form: 'text', placeholder: 'uri',
        help: 'former home of a snapshot whose files were moved before _metadata was rewritten',
    },
    {
        name: 'external-files', form: 'text', placeholder: 'fail|copy|keep',
        help: 'what to do with referenced files outside the snapshot that no rule covers', fallback: 'fail',
    },
    {
        name: 'claimed-savepoint', form: 'lines', placeholder: 'uri',
        help: 'native savepoint that the job was started from with CLAIM; lost relative files are looked for there',
    },
    {
        name: 'references', form: 'text', placeholder: 'preserve|relative',
        help: 'relative: name the files in a savepoint\'s directory relative to it', fallback: 'preserve',
    },
    {
        name: 'unrelocatable-state', form: 'text', placeholder: 'fail|ignore',
        help: 'what to do with state that hides file names in user data (GenericWriteAheadSink)', fallback: 'fail',
    },
    {
        name: 'overwrite', form: 'flag', placeholder: 'boolean',
        help: 'replace a different snapshot at the target', fallback: 'false',
    },
    {
        name: 'delete-source', form: 'flag', placeholder: 'boolean',
        help: 'delete the copied files at the source after the target is verified', fallback: 'false',
    },
    {
        name: 'dry-run', form: 'flag', placeholder: 'boolean',
        help: 'plan only: nothing is written, copied or deleted', fallback: 'false',
    },
    {
        name: 'verify', form: 'text', placeholder: 'fast|strict',
        help: 'fast: sizes and ETags; strict: content as well', fallback: 'fast',
    },
    {
        name: 'concurrency', form: 'text', placeholder: 'count',
        help: 'most objects in flight at once, 1 to 1024 (default: chosen by the engine)',
    },
    { name: 'access-key-id', form: 'text', placeholder: 'id', help: 'access key id' },
    { name: 'secret-access-key', form: 'secret', placeholder: 'key', help: 'secret access key' },
    {
        name: 'session-token', form: 'secret', placeholder: 'token',
        help: 'session token of temporary credentials',
    },
    { name: 'profile', form: 'text', placeholder: 'name', help: 'profile of the AWS configuration files' },
    { name: 'region', form: 'text', placeholder: 'name', help: 'AWS region' },
    {
        name: 'endpoint', form: 'text', placeholder: 'url',
        help: 'http(s) URL of an S3 compatible server; not given: AWS',
    },
    {
        name: 'force-path-style', form: 'flag', placeholder: 'boolean',
        help: 'address buckets as endpoint/bucket (default: true with an endpoint)',
    },
    {
        name: 'source-access-key-id', form: 'text', placeholder: 'id',
        help: 'access key id for the source alone',
    },
    {
        name: 'source-secret-access-key', form: 'secret', placeholder: 'key',
        help: 'secret access key for the source alone',
    },
    {
        name: 'source-session-token', form: 'secret', placeholder: 'token',
        help: 'session token for the source alone',
    },
    { name: 'source-profile', form: 'text', placeholder: 'name', help: 'profile for the source alone' },
    { name: 'source-region', form: 'text', placeholder: 'name', help: 'region of the source' },
    {
        name: 'source-endpoint', form: 'text', placeholder: 'url',
        help: 'endpoint of the source; AWS beside another endpoint is https://s3.<region>.amazonaws.com',
    },
    {
        name: 'source-force-path-style', form: 'flag', placeholder: 'boolean',
        help: 'path style for the source alone',
    },
    {
        name: 'target-sse', form: 'text', placeholder: 'AES256|aws:kms',
        help: 'server-side encryption of everything that is written',
    },
    {
        name: 'target-kms-key-id', form: 'text', placeholder: 'key',
        help: 'KMS key (id, ARN or alias) for target-sse aws:kms',
    },
    {
        name: 'target-storage-class', form: 'text', placeholder: 'class',
        help: 'storage class of everything that is written, such as STANDARD_IA',
    },
    {
        name: 'target-acl', form: 'text', placeholder: 'acl',
        help: 'canned ACL of everything that is written, such as bucket-owner-full-control',
    },
];

;// CONCATENATED MODULE: ./build/cli/arguments.js


/**
 * Settles what a flag's value is before the parser sees it. `--overwrite /a /b` must not take `/a` for the value:
 * only a following true or false belongs to a flag, in any case of letters.
 */
function settleFlags(args, flags) {
    const settled = [];
    for (let index = 0; index < args.length; index += 1) {
        const arg = args[index] ?? '';
        if (arg === '--')
            return [...settled, ...args.slice(index)];
        if (!flags.has(arg)) {
            settled.push(arg);
            continue;
        }
        const next = args[index + 1] ?? '';
        const hasValue = /^(true|false)$/i.test(next);
        settled.push(`${arg}=${hasValue ? next : 'true'}`);
        if (hasValue)
            index += 1;
    }
    return settled;
}
/** The flags as they stand on a command line. */
const FLAGS = new Set(OPTION_SPECS.filter(({ form }) => form === 'flag').map(({ name }) => `--${name}`));
/**
 * Makes `./x` and `../x` absolute. Any other text is left to the reader, which refuses relative paths: `bucket/path`
 * is more often a forgotten `s3://` than a local directory.
 */
function resolveDotPath(text, cwd) {
    return /^\.\.?([\\/]|$)/.test(text.trim()) ? (0,external_node_path_.resolve)(cwd, text.trim()) : text;
}
/** Makes any path absolute that is no URI, for commands that work on local files only. */
function resolveLocalPath(text, cwd) {
    return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text) ? text : (0,external_node_path_.resolve)(cwd, text);
}
/** The settings of one side, for commands that only read. */
const READ_OPTIONS = ['profile', 'region', 'endpoint', 'force-path-style'];

;// CONCATENATED MODULE: ./build/cli/environment.js

/**
 * The command line takes secrets from the environment only: arguments are seen by everybody who can list processes.
 * The target's keys need no reading here, AWS_* is what the SDK's default chain looks at first.
 */
const VARIABLES = {
    'source-access-key-id': 'SOURCE_AWS_ACCESS_KEY_ID',
    'source-secret-access-key': 'SOURCE_AWS_SECRET_ACCESS_KEY',
    'source-session-token': 'SOURCE_AWS_SESSION_TOKEN',
};
const KEYS = {
    'access-key-id': 'AWS_ACCESS_KEY_ID',
    'secret-access-key': 'AWS_SECRET_ACCESS_KEY',
    'session-token': 'AWS_SESSION_TOKEN',
};
/** Whether the setting is one that only the environment may give. */
function isFromEnvironment(name) {
    return name in VARIABLES || name in KEYS;
}
/** The source's own keys, as settings. */
function readEnvironment(env) {
    const entries = Object.entries(VARIABLES).map(([name, variable]) => [name, env[variable] ?? '']);
    return Object.fromEntries(entries);
}
/** What a setting is called on the command line. */
const commandLineLabel = (name) => {
    if (name === 'source' || name === 'target')
        return name.toUpperCase();
    return VARIABLES[name] ?? KEYS[name] ?? `--${name}`;
};
/** @throws OptionError for a key given as an argument, without repeating its value. */
function refuseSecretArguments(args) {
    for (const arg of args) {
        const name = /^--([a-z-]+)/.exec(arg)?.[1];
        if (name === undefined || !isFromEnvironment(name))
            continue;
        throw new OptionError(`--${name} is no option, for arguments can be seen in the list of processes: `
            + `set ${commandLineLabel(name)} in the environment`);
    }
}

// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __nccwpck_require__(5765);
;// CONCATENATED MODULE: ./build/face/start-job.js
/** One word of a POSIX shell, quoted only where it must be. */
function shellWord(text) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
/** The first metadata versions whose readers all have the flag under its later name. */
const CLAIM_MODE_ONLY = 5;
/**
 * The commands that start a job from the snapshot. The claim mode's flag is called `-restoreMode` by Flink 1.15 to 1.19
 * and `-claimMode` since 1.20, and which one counts is told by the cluster, not by the snapshot.
 */
function startCommands({ savepointPath, metadataVersion, claimMode }) {
    const command = (flag) => `flink run -s ${shellWord(savepointPath)}${flag} your-job.jar`;
    if (claimMode === undefined)
        return [{ command: command('') }];
    const later = { flinkVersions: '1.20 and later', command: command(` -claimMode ${claimMode}`) };
    if (metadataVersion >= CLAIM_MODE_ONLY)
        return [later];
    const middle = { flinkVersions: '1.15 to 1.19', command: command(` -restoreMode ${claimMode}`) };
    return metadataVersion === 3 ? [{ flinkVersions: '1.11 to 1.14', command: command('') }, middle, later] : [middle, later];
}
/** What the claim mode means for the copy, in one sentence; `undefined` where the snapshot's Flink knows no claim mode. */
function claimSentence({ claimMode }) {
    if (claimMode === undefined)
        return undefined;
    if (claimMode === 'NO_CLAIM') {
        return 'A job that has the changelog backend enabled needs CLAIM from any snapshot.';
    }
    return 'CLAIM, because the snapshot has changelog state: with NO_CLAIM the job restores and fails at its first checkpoint. '
        + 'Flink then owns this copy and deletes its files when they are no longer needed: make one copy for each job.';
}
/** The line of a FlinkDeployment (Flink Kubernetes operator) that starts the job from the snapshot. */
function operatorLine(savepointPath) {
    return `initialSavepointPath: ${JSON.stringify(savepointPath)}`;
}

;// CONCATENATED MODULE: ./build/face/result.js



/** What a run came to, in a few words: the heading of everything that is told of it. */
function outcomeOf(report) {
    switch (report.outcome) {
        case 'relocated': return 'Relocated to';
        case 'already-there': return 'Already there, nothing to do:';
        case 'planned': return 'Dry run, nothing was written. The snapshot would go to';
    }
}
/** `savepoint (canonical format)` and its like. */
function kindText(kind) {
    switch (kind) {
        case 'savepoint-canonical': return 'savepoint, canonical format';
        case 'savepoint-native': return 'savepoint, native format';
        case 'checkpoint': return 'checkpoint';
        case 'unknown': return 'snapshot of unknown kind (this metadata version does not tell)';
    }
}
/** What is known of the files: what was copied, or what a dry run would copy, and at which cost. */
function filesText(report) {
    const skipped = report.filesSkipped === 0 ? '' : `, ${(0,quantities/* formatCount */.B4)(report.filesSkipped)} already there`;
    if (report.dryRun) {
        const requests = report.transferMode === 'local' ? 0 : report.estimatedRequests ?? 0;
        const cost = requests === 0 ? '' : `, about ${(0,quantities/* countOf */.pq)(requests, 'request')} to S3`;
        const pending = report.plan.files.length - report.filesSkipped;
        return `${(0,quantities/* formatCount */.B4)(pending)} to copy (${(0,quantities/* formatBytes */.z3)(report.estimatedBytes ?? 0)})${skipped}${cost}`;
    }
    return `${(0,quantities/* formatCount */.B4)(report.filesCopied)} copied (${(0,quantities/* formatBytes */.z3)(report.bytesCopied)})${skipped}`;
}
/** How the bytes travel. */
function modeText(mode) {
    switch (mode) {
        case 'server-side': return 'server-side (S3 copies, no byte passes this machine)';
        case 'streamed': return 'streamed through this machine';
        case 'local': return 'local files';
    }
}
/** Label and value of each fact, for log, terminal and summary alike. */
function result_factsOf(report) {
    const facts = [
        ['from', report.source],
        ['to', report.savepointPath],
        ['kind', `${kindText(report.kind)}, checkpoint ${report.checkpointId}`],
        ['metadata', `version ${report.metadataVersion} (Flink ${report.flinkVersions})`],
        ['files', filesText(report)],
        ['URIs rewritten', (0,quantities/* formatCount */.B4)(report.urisRewritten)],
        ['transfer', modeText(report.transferMode)],
    ];
    if (report.claimMode !== undefined)
        facts.push(['claim mode', report.claimMode]);
    if (report.deleted > 0)
        facts.push(['deleted at source', (0,quantities/* countOf */.pq)(report.deleted, 'file')]);
    if (report.orphans.length > 0) {
        facts.push(['orphaned', `${(0,quantities/* countOf */.pq)(report.orphans.length, 'file')} of the replaced snapshot, named in the report`]);
    }
    facts.push(['took', (0,quantities/* formatDuration */.a3)(report.durationMs)]);
    return facts;
}
/** The result as lines for a log or a terminal; warnings are not among them. */
function resultLines(report) {
    const facts = result_factsOf(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    const lines = [
        `${outcomeOf(report)} ${report.savepointPath}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ];
    if (!report.dryRun)
        lines.push(...startLines(report));
    return lines.map(printable);
}
function startLines(report) {
    const lines = ['Start the job from it:'];
    for (const { flinkVersions, command } of startCommands(report)) {
        lines.push(flinkVersions === undefined ? `  ${command}` : `  ${command}   # Flink ${flinkVersions}`);
    }
    const sentence = claimSentence(report);
    if (sentence !== undefined)
        lines.push(`  ${sentence}`);
    return lines;
}

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
;// CONCATENATED MODULE: ./build/options/option-reader.js


const SPECS = new Map(OPTION_SPECS.map((spec) => [spec.name, spec]));
/** A reader over the given values. */
function createOptionReader(values, label) {
    const text = (name) => {
        const value = values[name]?.trim() ?? '';
        if (value === '')
            return undefined;
        const spec = SPECS.get(name);
        refuseControlCharacters(label(name), value, spec?.form ?? 'text');
        return value;
    };
    return {
        label,
        text,
        required: (name) => {
            const value = text(name);
            if (value !== undefined)
                return value;
            throw new OptionError(`${label(name)} is required: ${SPECS.get(name)?.help ?? 'give it'}`);
        },
        flag: (name) => {
            const value = text(name);
            return value === undefined ? undefined : parseFlag(label(name), value);
        },
        choice: (name, choices) => {
            const value = text(name);
            return value === undefined ? undefined : parseChoice(label(name), value, choices);
        },
        count: (name, least, most) => {
            const value = text(name);
            return value === undefined ? undefined : parseCount(label(name), value, least, most);
        },
    };
}
function refuseControlCharacters(label, value, form) {
    const pattern = form === 'lines' ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/;
    if (!pattern.test(value))
        return;
    const shown = form === 'secret' ? '' : ` (${JSON.stringify(value)})`;
    throw new OptionError(`${label} contains a line break or another control character${shown}: give it without`);
}
/**
 * Reads the booleans of YAML 1.2's core schema, as GitHub's own toolkit does: `true`, `True`, `TRUE` and their
 * opposites. `yes`, `1` and `on` are refused, for a guess could delete or overwrite something.
 *
 * @throws OptionError naming the setting and the value.
 */
function parseFlag(label, value) {
    if (value === 'true' || value === 'True' || value === 'TRUE')
        return true;
    if (value === 'false' || value === 'False' || value === 'FALSE')
        return false;
    throw new OptionError(`${label} is ${JSON.stringify(value)}: write true or false`);
}
function parseChoice(label, value, choices) {
    const exact = choices.find((choice) => choice === value);
    if (exact !== undefined)
        return exact;
    const near = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
    const advice = near === undefined ? `write ${listed(choices, 'or')}` : `did you mean ${near}?`;
    throw new OptionError(`${label} is ${JSON.stringify(value)}: ${advice}`);
}
function parseCount(label, value, least, most) {
    const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most)
        return number;
    throw new OptionError(`${label} is ${JSON.stringify(value)}: write a whole number from ${least} to ${most}`);
}
/** `a`, `a or b`, `a, b or c`. */
function listed(items, word) {
    if (items.length < 2)
        return items.join('');
    return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}

// EXTERNAL MODULE: ./build/location/path-map.js
var path_map = __nccwpck_require__(2728);
;// CONCATENATED MODULE: ./build/options/place-options.js



/** The snapshot to read, as the user wrote it. @throws OptionError for what is neither in S3 nor a local path. */
function readSource(reader) {
    return readReachable(reader, 'source').text;
}
/** The directory to write to, as the user wrote it. @throws OptionError as {@link readSource}, and for `s3n`. */
function readTarget(reader) {
    const { text, location } = readReachable(reader, 'target');
    if (location.scheme === 's3n') {
        throw new OptionError(`${reader.label('target')} is ${JSON.stringify(text)}, but no supported Flink reads s3n: write s3, s3a or s3p, `
            + 'whichever the job\'s S3 plugin serves');
    }
    return text;
}
function readReachable(reader, name) {
    const text = reader.required(name);
    const location = locate(reader.label(name), text);
    const begin = `${reader.label(name)} is ${JSON.stringify(text)}`;
    if (location.scheme === 'file') {
        if (location.authority === '')
            return { text, location };
        throw new OptionError(`${begin}, which names the host ${JSON.stringify(location.authority)}: a local path has one or three slashes, `
            + `write file:///${location.authority}${location.path}`);
    }
    if ((0,location_location/* isS3Scheme */.Ib)(location.scheme))
        return { text, location };
    if (location.scheme === 'http' || location.scheme === 'https') {
        throw new OptionError(`${begin}: write it as s3://bucket/path, and the server in ${reader.label('endpoint')}`);
    }
    throw new OptionError(`${begin}, and ${location.scheme} can neither be read nor written here, only s3, s3a, s3p and local files: `
        + 'copy the files with the store\'s own tool, then give the new places to _metadata with: '
        + 'flink-snapshot rewrite IN OUT --path-map \'old => new\'');
}
function locate(label, text) {
    try {
        return (0,location_location/* parseLocation */.zS)(text);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new OptionError(`${label}: ${error.message}`, { cause: error });
    }
}
/** The former home of a moved snapshot. @throws OptionError for what is no location. */
function readMovedFrom(reader) {
    const text = reader.text('moved-from');
    if (text !== undefined)
        locate(reader.label('moved-from'), text);
    return text;
}
/** The native savepoints that the job claimed. @throws OptionError naming the line that is no location. */
function readClaimedSavepoints(reader) {
    return (reader.text('claimed-savepoint') ?? '').split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => locate(reader.label('claimed-savepoint'), line));
}
/** The name that replaces the snapshot's. @throws OptionError for what is no single segment of a path. */
function readTargetName(reader) {
    const name = reader.text('target-name');
    if (name === undefined)
        return undefined;
    const begin = `${reader.label('target-name')} is ${JSON.stringify(name)}`;
    if (/[\\/]/.test(name)) {
        throw new OptionError(`${begin}: it is one name without slashes; what is above it belongs into ${reader.label('target')}`);
    }
    if (name === '.' || name === '..' || name === '_metadata') {
        throw new OptionError(`${begin}, which is no name for a snapshot's directory: write a name such as savepoint-copy`);
    }
    return name;
}
/** The rules for files outside of the snapshot. @throws OptionError naming the line. */
function readPathMap(reader) {
    const text = reader.text('path-map');
    if (text === undefined)
        return [];
    try {
        return (0,path_map/* parsePathMap */.D)(text);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new OptionError(`${reader.label('path-map')}: ${error.message}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/options/s3-options.js


const IDENTITY = ['access-key-id', 'secret-access-key', 'session-token', 'profile'];
const SOURCE_IDENTITY = [
    'source-access-key-id', 'source-secret-access-key', 'source-session-token', 'source-profile',
];
const REACH = ['region', 'endpoint', 'force-path-style'];
const SOURCE_REACH = ['source-region', 'source-endpoint', 'source-force-path-style'];
/**
 * Reads how each side reaches S3. Without prefix a setting is the target's and also the source's, unless the source
 * has its own: who signs (keys or profile) is one set, region, endpoint and path style override singly.
 *
 * @throws OptionError for half a set of keys, keys beside a profile, and malformed values.
 */
function readBothSides(reader) {
    const target = readS3Settings(reader);
    const own = readIdentity(reader, SOURCE_IDENTITY);
    const reach = readReach(reader, SOURCE_REACH);
    const identity = own ?? identityOf(target);
    return { source: { ...reachOf(target), ...reach, ...identity }, target };
}
/** Reads the settings without prefix, for work that has one side. @throws OptionError as {@link readBothSides}. */
function readS3Settings(reader) {
    const identity = readIdentity(reader, IDENTITY);
    return { ...readReach(reader, REACH), ...identity };
}
function identityOf({ credentials, profile }) {
    return { ...(credentials && { credentials }), ...(profile !== undefined && { profile }) };
}
function reachOf({ region, endpoint, forcePathStyle }) {
    return {
        ...(region !== undefined && { region }),
        ...(endpoint !== undefined && { endpoint }),
        ...(forcePathStyle !== undefined && { forcePathStyle }),
    };
}
function readIdentity(reader, names) {
    const credentials = readCredentials(reader, names);
    const profile = reader.text(names[3]);
    if (credentials !== undefined && profile !== undefined) {
        const [id, other] = [reader.label(names[0]), reader.label(names[3])];
        throw new OptionError(`${id} and ${other} are both given: keep the keys or the profile, not both`);
    }
    if (credentials !== undefined)
        return { credentials };
    return profile === undefined ? undefined : { profile };
}
function readCredentials(reader, names) {
    const [idName, secretName, tokenName] = names;
    const accessKeyId = reader.text(idName);
    const secretAccessKey = reader.text(secretName);
    const sessionToken = reader.text(tokenName);
    if (accessKeyId !== undefined && secretAccessKey !== undefined) {
        return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    }
    const given = [idName, secretName, tokenName].filter((name) => reader.text(name) !== undefined).map(reader.label);
    if (given.length === 0)
        return undefined;
    const missing = [idName, secretName].filter((name) => reader.text(name) === undefined).map(reader.label);
    throw new OptionError(`${listed(given, 'and')} ${given.length === 1 ? 'is' : 'are'} given without ${listed(missing, 'and')}: `
        + `did you mean to set ${listed(missing, 'and')}? Key id, secret and token are one set`);
}
function readReach(reader, [regionName, endpointName, styleName]) {
    const region = reader.text(regionName);
    if (region !== undefined && !/^[A-Za-z0-9-]+$/.test(region)) {
        throw new OptionError(`${reader.label(regionName)} is ${JSON.stringify(region)}: write a region such as eu-central-1`);
    }
    const endpointText = reader.text(endpointName);
    const endpoint = endpointText === undefined ? undefined : parseEndpoint(reader.label(endpointName), endpointText);
    const forcePathStyle = reader.flag(styleName);
    return reachOf({
        ...(region !== undefined && { region }),
        ...(endpoint !== undefined && { endpoint }),
        ...(forcePathStyle !== undefined && { forcePathStyle }),
    });
}
/**
 * An endpoint as `scheme://host[:port]`.
 *
 * @throws OptionError for anything else; a password in the URL is not repeated in the message.
 */
function parseEndpoint(label, text) {
    const bare = text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@').replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`);
    const shown = JSON.stringify(bare);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
        throw new OptionError(`${label} is ${shown}: write a whole URL such as https://minio.example.com:9000`);
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') {
        throw new OptionError(`${label} is ${shown} and contains a user or password: write only ${url.origin}, and keys as keys`);
    }
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
        throw new OptionError(`${label} is ${shown}: write only ${url.origin}; a bucket belongs into source and target`);
    }
    return url.origin;
}
const CANNED_ACLS = [
    'private', 'public-read', 'public-read-write', 'authenticated-read',
    'aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control',
];
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html, without the two archives. */
const READABLE_CLASSES = new Set([
    'STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR',
    'EXPRESS_ONEZONE', 'OUTPOSTS',
]);
const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE']);
/** Names of the settings that {@link readWriteSettings} reads. */
const WRITE_OPTIONS = ['target-sse', 'target-kms-key-id', 'target-storage-class', 'target-acl'];
/** Reads what every write to the target carries. @throws OptionError for what S3 or Flink could not live with. */
function readWriteSettings(reader) {
    const sse = reader.choice('target-sse', ['AES256', 'aws:kms']);
    const kmsKeyId = reader.text('target-kms-key-id');
    if (kmsKeyId !== undefined && sse !== 'aws:kms') {
        const now = sse === undefined ? 'is not given' : `is ${sse}`;
        throw new OptionError(`${reader.label('target-kms-key-id')} is given but ${reader.label('target-sse')} ${now}: `
            + `did you mean to set ${reader.label('target-sse')} to aws:kms?`);
    }
    const storageClass = readStorageClass(reader);
    const acl = reader.choice('target-acl', CANNED_ACLS);
    return {
        ...(sse !== undefined && { sse }),
        ...(kmsKeyId !== undefined && { kmsKeyId }),
        ...(storageClass !== undefined && { storageClass }),
        ...(acl !== undefined && { acl }),
    };
}
/** Other names than AWS's pass, for compatible servers let their operators define classes. */
function readStorageClass(reader) {
    const value = reader.text('target-storage-class');
    if (value === undefined)
        return undefined;
    const label = `${reader.label('target-storage-class')} is ${JSON.stringify(value)}`;
    const upper = value.toUpperCase().replaceAll('-', '_');
    if (ARCHIVES.has(upper)) {
        throw new OptionError(`${label}: Flink cannot restore from archived objects; use GLACIER_IR or STANDARD_IA`);
    }
    if (value !== upper && READABLE_CLASSES.has(upper))
        throw new OptionError(`${label}: did you mean ${upper}?`);
    if (!/^[A-Za-z0-9_.-]+$/.test(value))
        throw new OptionError(`${label}: write a storage class such as STANDARD_IA`);
    return value;
}

;// CONCATENATED MODULE: ./build/options/relocation-options.js





/**
 * Turns settings as texts into a request. Everything that can be judged without looking at a store is judged here.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value and what to do
 */
function readRelocationRequest(values, label = (name) => name) {
    const reader = createOptionReader(values, label);
    const source = readSource(reader);
    const target = readTarget(reader);
    const targetName = readTargetName(reader);
    const movedFrom = readMovedFrom(reader);
    const concurrency = reader.count('concurrency', 1, 1024);
    const sides = readBothSides(reader);
    const targetWrite = readWriteSettings(reader);
    refuseWriteSettingsOfFiles(reader, target);
    return {
        source,
        target,
        ...(targetName !== undefined && { targetName }),
        pathMap: readPathMap(reader),
        ...(movedFrom !== undefined && { movedFrom }),
        externalFiles: reader.choice('external-files', ['fail', 'copy', 'keep']) ?? 'fail',
        claimedSavepoints: readClaimedSavepoints(reader),
        references: reader.choice('references', ['preserve', 'relative']) ?? 'preserve',
        unrelocatableState: reader.choice('unrelocatable-state', ['fail', 'ignore']) ?? 'fail',
        overwrite: reader.flag('overwrite') ?? false,
        deleteSource: reader.flag('delete-source') ?? false,
        dryRun: reader.flag('dry-run') ?? false,
        verify: reader.choice('verify', ['fast', 'strict']) ?? 'fast',
        ...(concurrency !== undefined && { concurrency }),
        sourceS3: sides.source,
        targetS3: sides.target,
        targetWrite,
    };
}
/** Who asked for encryption must not get plain local files without a word. */
function refuseWriteSettingsOfFiles(reader, target) {
    if ((0,location_location/* parseLocation */.zS)(target).scheme !== 'file')
        return;
    const given = WRITE_OPTIONS.find((name) => reader.text(name) !== undefined);
    if (given === undefined)
        return;
    throw new OptionError(`${reader.label(given)} is given but ${reader.label('target')} is the local ${JSON.stringify(target)}: `
        + `it counts for S3 only, so leave ${reader.label(given)} out`);
}

;// CONCATENATED MODULE: ./build/cli/table.js
/** Rows under a heading in aligned columns, two blanks between, none at the ends of lines. */
function tableLines(heading, aligns, rows) {
    const all = [heading, ...rows];
    const widths = heading.map((_, column) => all.reduce((width, row) => Math.max(width, lengthOf(row[column] ?? '')), 0));
    return all.map((row) => row.map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)));
        return aligns[column] === 'right' ? gap + cell : cell + gap;
    }).join('  ').trimEnd());
}
/** Code points, which is near enough to columns of a terminal. */
function lengthOf(text) {
    return Array.from(text).length;
}

;// CONCATENATED MODULE: ./build/cli/inspect-text.js




/** An inspection for people: facts, operators, references by their directory, warnings. */
function inspectLines(inspection) {
    const lines = [
        inspection.path,
        `  kind          ${kindText(inspection.kind)}`,
        `  checkpoint    ${inspection.checkpointId}`,
        `  metadata      version ${inspection.metadataVersion} (Flink ${inspection.flinkVersions}), ${(0,quantities/* formatBytes */.z3)(inspection.metadataBytes)}`,
        `  in-line       ${(0,quantities/* countOf */.pq)(inspection.inlineStates.count, 'state')}, ${(0,quantities/* formatBytes */.z3)(inspection.inlineStates.bytes)}`,
    ];
    if (inspection.masterStates.length > 0)
        lines.push(`  master state  ${inspection.masterStates.join(', ')}`);
    lines.push('', ...operatorLines(inspection.operators), '', ...referenceLines(inspection.references));
    if (inspection.warnings.length > 0) {
        lines.push('', 'Warnings', ...inspection.warnings.map((warning) => `  ${warning}`));
    }
    return lines.map(printable);
}
function operatorLines(operators) {
    if (operators.length === 0)
        return ['No operators'];
    // Names and uids stand in the file since Flink 2.0 only, and most jobs set no uids: no columns of dashes.
    const named = operators.some(({ name }) => name !== undefined);
    const identified = operators.some(({ uid }) => uid !== undefined);
    const rows = operators.map((operator) => [
        ...(named ? [operator.name ?? '-'] : []),
        ...(identified ? [operator.uid ?? '-'] : []),
        operator.id,
        String(operator.parallelism),
        String(operator.maxParallelism),
        finishedText(operator),
        (0,quantities/* formatBytes */.z3)(operator.stateBytes),
    ]);
    const texts = [...(named ? ['name'] : []), ...(identified ? ['uid'] : []), 'operator id'];
    const table = tableLines([...texts, 'parallelism', 'max', 'subtasks', 'state'], [...texts.map(() => 'left'), 'right', 'right', 'left', 'right'], rows);
    return [`Operators: ${(0,quantities/* formatCount */.B4)(operators.length)}`, ...table.map((line) => `  ${line}`)];
}
function finishedText(operator) {
    if (operator.fullyFinished)
        return 'all finished';
    const finished = operator.finishedSubtasks === 0 ? '' : `, ${operator.finishedSubtasks} finished`;
    return `${operator.subtasks} with state${finished}`;
}
const BESIDE = 'beside _metadata';
/** Ten thousand files in one table help nobody: what counts is under which directories they lie. */
function referenceLines(references) {
    if (references.length === 0)
        return ['No references: all state is in _metadata itself'];
    const groups = new Map();
    for (const { kind, path, bytes, count } of references) {
        const end = path.lastIndexOf('/');
        const directory = kind === 'directory' ? path : kind === 'relative' || end <= 0 ? BESIDE : path.slice(0, end);
        const key = `${kind} ${directory}`;
        const group = groups.get(key) ?? { kind, directory, files: 0, count: 0, bytes: 0 };
        groups.set(key, group);
        group.files += 1;
        group.count += count;
        group.bytes += bytes;
    }
    const rows = [...groups.values()].map((group) => [
        group.directory, group.kind, (0,quantities/* formatCount */.B4)(group.files), (0,quantities/* formatCount */.B4)(group.count), (0,quantities/* formatBytes */.z3)(group.bytes),
    ]);
    return [
        `References: ${(0,quantities/* formatCount */.B4)(references.length)}`,
        ...tableLines(['directory', 'kind', 'paths', 'handles', 'bytes'], ['left', 'left', 'right', 'right', 'right'], rows).map((line) => `  ${line}`),
    ];
}

;// CONCATENATED MODULE: ./build/face/progress.js

/** How much of the work is done, 0 to 1: the lower of files and bytes, for either may lag behind. */
function fractionDone(progress) {
    const files = progress.filesTotal === 0 ? 1 : progress.filesDone / progress.filesTotal;
    const bytes = progress.bytesTotal === 0 ? 1 : progress.bytesDone / progress.bytesTotal;
    return Math.min(1, Math.max(0, Math.min(files, bytes)));
}
/** One line: counts, bytes, rate, time left. */
function progressLine(progress) {
    const fraction = fractionDone(progress);
    const parts = [
        `${(0,quantities/* formatCount */.B4)(progress.filesDone)} of ${(0,quantities/* formatCount */.B4)(progress.filesTotal)} files (${Math.floor(fraction * 100)} %)`,
        `${(0,quantities/* formatBytes */.z3)(progress.bytesDone)} of ${(0,quantities/* formatBytes */.z3)(progress.bytesTotal)}`,
    ];
    if (progress.elapsedMs > 0)
        parts.push(`${(0,quantities/* formatBytes */.z3)((progress.bytesDone * 1000) / progress.elapsedMs)}/s`);
    if (fraction === 1)
        parts.push(`done in ${(0,quantities/* formatDuration */.a3)(progress.elapsedMs)}`);
    else if (fraction > 0) {
        parts.push(`about ${(0,quantities/* formatDuration */.a3)((progress.elapsedMs * (1 - fraction)) / fraction)} left`);
    }
    return parts.join(', ');
}
const STEP = 0.1;
const LONGEST_SILENCE_MS = 10_000;
const SHORTEST_GAP_MS = 1_000;
/**
 * A receiver of progress that prints a line every 10 % or 10 s, whichever comes first, never two within a second, and
 * always the last one.
 */
function createProgressPrinter(print) {
    let lastStep = 0;
    let lastMs = 0;
    let finished = false;
    return (progress) => {
        if (finished || progress.filesTotal === 0)
            return;
        const fraction = fractionDone(progress);
        const step = Math.floor(fraction / STEP + 1e-9);
        const gapMs = progress.elapsedMs - lastMs;
        finished = fraction === 1;
        const due = finished || gapMs >= LONGEST_SILENCE_MS || (step > lastStep && gapMs >= SHORTEST_GAP_MS);
        if (!due)
            return;
        lastStep = step;
        lastMs = progress.elapsedMs;
        print(progressLine(progress));
    };
}

;// CONCATENATED MODULE: ./build/cli/terminal.js


const REDRAW_MS = 100;
const BAR_WIDTH = 20;
/**
 * A narrator over a stream.
 *
 * @param options.debug whether per-file lines are wanted
 */
function createTerminalNarrator(output, options) {
    const bar = output.isTTY === true ? createBar(output) : undefined;
    const line = (text) => {
        bar?.clear();
        output.write(`${printable(text)}\n`);
    };
    const newPrinter = () => createProgressPrinter((text) => { line(`  ${text}`); });
    let print = newPrinter();
    return {
        close: () => { bar?.clear(); },
        phase: (phase) => {
            line(phase);
            print = newPrinter();
        },
        info: (text) => { line(`  ${text}`); },
        warning: (text) => { line(`  warning: ${text}`); },
        debug: (text) => { if (options.debug)
            line(`  ${text}`); },
        progress: (progress) => {
            if (bar === undefined || fractionDone(progress) === 1)
                print(progress);
            else
                bar.draw(progress);
        },
    };
}
function createBar(output) {
    let drawn = false;
    let lastMs = -REDRAW_MS;
    return {
        draw: (progress) => {
            if (progress.filesTotal === 0)
                return;
            if (drawn && Math.abs(progress.elapsedMs - lastMs) < REDRAW_MS)
                return;
            lastMs = progress.elapsedMs;
            drawn = true;
            output.write(`\r\u001b[K${barText(progress, output.columns ?? 80)}`);
        },
        clear: () => {
            if (drawn)
                output.write('\r\u001b[K');
            drawn = false;
        },
    };
}
function barText(progress, columns) {
    const filled = Math.round(fractionDone(progress) * BAR_WIDTH);
    const text = `  [${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${progressLine(progress)}`;
    return text.slice(0, Math.max(1, columns - 1));
}

;// CONCATENATED MODULE: ./build/cli/commands.js













/** `relocate SOURCE TARGET`: the story on standard error, the result on standard output. */
async function runRelocate(values, how, deps) {
    const request = readRelocationRequest({
        ...values,
        ...readEnvironment(deps.env),
        source: resolveDotPath(values.source ?? '', deps.cwd),
        target: resolveDotPath(values.target ?? '', deps.cwd),
    }, commandLineLabel);
    const narrator = createTerminalNarrator(deps.stderr, how);
    try {
        const report = await deps.relocate(request, { narrator, signal: deps.signal });
        narrator.close();
        if (how.json)
            printJson(deps, report);
        else
            printLines(deps, [...resultLines(report), ...warningLines(report.warnings)]);
    }
    finally {
        narrator.close();
    }
}
/** `inspect SOURCE`: what a `_metadata` says; no state file is read. */
async function runInspect(values, how, deps) {
    const source = resolveDotPath(values.source ?? '', deps.cwd);
    const reader = createOptionReader({ ...values, source }, commandLineLabel);
    const location = (0,location_location/* parseLocation */.zS)(readSource(reader));
    const inspection = await deps.inspect(location, readS3Settings(reader), deps.signal);
    if (how.json)
        printJson(deps, inspection);
    else
        printLines(deps, inspectLines(inspection));
}
/** `rewrite IN OUT --path-map …`: a local `_metadata` with other prefixes in it, whatever their schemes. */
async function runRewrite(paths, values, how, deps) {
    const reader = createOptionReader(values, commandLineLabel);
    const rules = readPathMap(reader);
    if (rules.length === 0) {
        throw new OptionError('--path-map is required: give at least one --path-map \'old-prefix => new-prefix\'');
    }
    const input = localFile('IN', paths.input, deps.cwd);
    const output = localFile('OUT', paths.output, deps.cwd);
    const overwrite = reader.flag('overwrite') ?? false;
    const result = await deps.rewrite(input, output, rules, { overwrite, signal: deps.signal });
    if (how.json)
        printJson(deps, result);
    else
        printLines(deps, rewriteLines(result));
}
function localFile(label, text, cwd) {
    try {
        const location = (0,location_location/* parseLocation */.zS)(resolveLocalPath(text, cwd));
        if (location.scheme === 'file' && location.authority === '')
            return location;
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new OptionError(`${label}: ${error.message}`, { cause: error });
    }
    throw new OptionError(`${label} is ${JSON.stringify(text)}: rewrite works on local files only; `
        + 'fetch _metadata with the store\'s own tool first, and put the result back with it');
}
function rewriteLines(result) {
    return [
        `Written to ${result.output}`,
        `  from             ${result.input}`,
        `  metadata         version ${result.metadataVersion}`,
        `  URIs rewritten   ${(0,quantities/* formatCount */.B4)(result.urisRewritten)}`,
        `  left unchanged   ${(0,quantities/* formatCount */.B4)(result.urisUnchanged)}`,
        ...warningLines(result.warnings),
    ].map(printable);
}
function warningLines(warnings) {
    if (warnings.length === 0)
        return [];
    return ['Warnings:', ...warnings.map((warning) => printable(`  ${warning}`))];
}
function printJson(deps, value) {
    deps.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
function printLines(deps, lines) {
    deps.stdout.write(`${lines.join('\n')}\n`);
}

;// CONCATENATED MODULE: ./build/cli/version.js
/** The version of the command line, the same as in package.json (a test compares them). */
const VERSION = '0.1.0';

;// CONCATENATED MODULE: ./build/cli/program.js







const CREDENTIALS_HELP = `
Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role).`;
const SOURCE_CREDENTIALS_HELP = `${CREDENTIALS_HELP} The source may
have its own: SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY, SOURCE_AWS_SESSION_TOKEN.

Settings of S3 without "source-" are the target's, and the source's too unless it has its own.`;
const EXIT_HELP = `
Exit codes: 0 done, 1 failed, 2 wrong usage. Results go to standard output, everything else to standard error.`;
/** The commands and their help. The parser ends by a CommanderError, never the process. */
function createProgram(deps) {
    const program = new Command(PROGRAM)
        .description('Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.')
        .version(VERSION, '--version', 'print the version')
        .helpOption('--help', 'print this help')
        .helpCommand(false)
        .addHelpText('after', EXIT_HELP)
        .allowExcessArguments(false)
        .exitOverride()
        .configureOutput({
        writeOut: (text) => { deps.stdout.write(text); },
        writeErr: (text) => { deps.stderr.write(text); },
        outputError: (text, write) => { write(text.replace(/^error: /, `${PROGRAM}: `)); },
        getOutHelpWidth: () => deps.stdout.columns ?? 110,
        getErrHelpWidth: () => deps.stderr.columns ?? 110,
    });
    addRelocate(program, deps);
    addInspect(program, deps);
    addRewrite(program, deps);
    return program;
}
function addRelocate(program, deps) {
    const names = OPTION_SPECS.map(({ name }) => name)
        .filter((name) => name !== 'source' && name !== 'target' && !isFromEnvironment(name));
    const command = subcommand(program, 'relocate', 'copy a snapshot, rewrite its _metadata and verify the result')
        .argument('<SOURCE>', helpOf('source'))
        .argument('<TARGET>', helpOf('target'))
        .option('--debug', 'print a line for each file as well')
        .addHelpText('after', `${SOURCE_CREDENTIALS_HELP}\n${EXIT_HELP}`);
    const read = addOptions(command, names);
    command.action(async (source, target) => {
        await runRelocate({ ...read(), source, target }, presentationOf(command), deps);
    });
}
function addInspect(program, deps) {
    const command = subcommand(program, 'inspect', 'show what a snapshot\'s _metadata says, without reading state')
        .argument('<SOURCE>', helpOf('source'))
        .addHelpText('after', `${CREDENTIALS_HELP}\n${EXIT_HELP}`);
    const read = addOptions(command, READ_OPTIONS);
    command.action(async (source) => {
        await runInspect({ ...read(), source }, presentationOf(command), deps);
    });
}
function addRewrite(program, deps) {
    const command = subcommand(program, 'rewrite', 'give new prefixes to the paths in a local _metadata; copies nothing')
        .argument('<IN>', 'local _metadata to read')
        .argument('<OUT>', 'local file to write')
        .addHelpText('after', `
Prefixes may have any scheme. Example for files that were copied from HDFS by another tool:
  ${PROGRAM} rewrite _metadata _metadata.new --path-map 'hdfs://nn:8020/flink => s3://bucket/flink'
${EXIT_HELP}`);
    const read = addOptions(command, ['path-map', 'overwrite'], {
        'path-map': 'rule "old-prefix => new-prefix"', overwrite: 'replace OUT where it exists',
    });
    command.action(async (input, output) => {
        await runRewrite({ input, output }, read(), presentationOf(command), deps);
    });
}
function subcommand(program, name, description) {
    return program.command(name).description(description).summary(description).helpOption('--help', 'print this help')
        .allowExcessArguments(false)
        .option('--json', 'print the result as JSON');
}
function presentationOf(command) {
    const { json, debug } = command.opts();
    return { json: json === true, debug: debug === true };
}
function specOf(name) {
    const spec = OPTION_SPECS.find((one) => one.name === name);
    if (spec === undefined)
        throw new TypeError(`no specification of ${name}`);
    return spec;
}
function helpOf(name) {
    return specOf(name).help;
}
/**
 * Adds the settings to a command.
 *
 * @param helps what a setting means for this command, where that is not what it means for a relocation
 * @returns what reads them back as texts, after the parsing
 */
function addOptions(command, names, helps = {}) {
    const options = names.map((name) => {
        const spec = specOf(name);
        const option = program_createOption({ ...spec, help: helps[name] ?? spec.help });
        command.addOption(option);
        return { name, option };
    });
    return () => {
        const values = {};
        for (const { name, option } of options) {
            const value = command.getOptionValue(option.attributeName());
            if (typeof value === 'string')
                values[name] = value;
        }
        return values;
    };
}
function program_createOption(spec) {
    const fallback = spec.fallback === undefined ? '' : ` (default: ${spec.fallback})`;
    if (spec.form === 'flag')
        return new Option(`--${spec.name} [boolean]`, spec.help + fallback);
    if (spec.form === 'lines') {
        // One line for each occurrence reads better in a shell; several lines in one value work as in a workflow.
        return new Option(`--${spec.name} <${spec.placeholder}>`, `${spec.help}; may be repeated`)
            .argParser((value, former) => former === undefined ? value : `${former}\n${value}`);
    }
    return new Option(`--${spec.name} <${spec.placeholder}>`, spec.help + fallback);
}

;// CONCATENATED MODULE: ./build/cli/run-cli.js







const WRONG_USAGE = 2;
/**
 * Runs the command line.
 *
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n
 */
async function runCli(args, deps) {
    try {
        refuseSecretArguments(args);
        const program = createProgram(deps);
        if (args.length === 0)
            program.help({ error: true });
        await program.parseAsync(settleFlags(args, FLAGS), { from: 'user' });
        return 0;
    }
    catch (error) {
        // The parser has told its own errors already; help and version are no errors but end the same way.
        if (error instanceof CommanderError)
            return error.exitCode === 0 ? 0 : WRONG_USAGE;
        const end = (0,interruption/* endOf */.pJ)(error, deps.signal);
        const { sentence, lines } = explainFailure(end.error);
        deps.stderr.write(`${PROGRAM}: ${sentence}\n`);
        for (const line of error instanceof OptionError ? [] : lines)
            deps.stderr.write(`  ${line}\n`);
        return error instanceof OptionError ? WRONG_USAGE : end.exitCode;
    }
}


/***/ }),

/***/ 9453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* unused harmony export Interrupted */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);

/** The reason of an aborted run. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    constructor(signal) {
        super(`stopped by ${signal}: start it again, it continues where it stopped`);
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal];
    }
}
/**
 * Turns the first SIGINT or SIGTERM into an abort whose reason is {@link Interrupted}, so that a run can clean up after
 * itself; the second one ends the process at once.
 */
function abortOnSignals(source) {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        source.on(name, () => {
            const interrupted = new Interrupted(name);
            if (controller.signal.aborted)
                source.exit(interrupted.exitCode);
            else
                controller.abort(interrupted);
        });
    }
    return controller.signal;
}
/** What to tell and to exit with when a run failed: the signal that stopped it, or the error itself with 1. */
function endOf(error, signal) {
    const reason = signal.aborted ? signal.reason : undefined;
    return reason instanceof Interrupted ? { error: reason, exitCode: reason.exitCode } : { error, exitCode: 1 };
}


/***/ }),

/***/ 9919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ inspectSnapshot)
/* harmony export */ });
/* unused harmony export summariseSnapshot */
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);
/* harmony import */ var _read_snapshot_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(68);


/** The facts of a snapshot whose `_metadata` has these bytes. `path` is said of it and not looked at. */
function summariseSnapshot(path, bytes, snapshot) {
    return {
        path,
        metadataVersion: snapshot.version,
        flinkVersions: snapshot.flinkVersions,
        checkpointId: String(snapshot.checkpointId),
        kind: snapshot.kind,
        metadataBytes: bytes.length,
        operators: snapshot.operators.map(inspectedOperator),
        references: distinctReferences(snapshot.references),
        inlineStates: snapshot.inlineStates,
        masterStates: snapshot.masterStates.map(({ name }) => name),
        warnings: snapshot.warnings,
    };
}
/** The names of an operator's states serve the checks of a relocation and are not shown. */
function inspectedOperator(operator) {
    const { id, name, uid, parallelism, maxParallelism, subtasks, finishedSubtasks, fullyFinished, stateBytes } = operator;
    return {
        id,
        ...(name === undefined ? {} : { name }),
        ...(uid === undefined ? {} : { uid }),
        parallelism,
        maxParallelism,
        subtasks,
        finishedSubtasks,
        fullyFinished,
        stateBytes,
    };
}
function distinctReferences(references) {
    const distinct = new Map();
    for (const { kind, path, sizeBytes } of references) {
        const key = `${kind} ${path}`;
        const known = distinct.get(key);
        if (known === undefined) {
            distinct.set(key, { kind, path, bytes: sizeBytes, count: 1 });
        }
        else {
            known.bytes = Math.max(known.bytes, sizeBytes);
            known.count++;
        }
    }
    return [...distinct.values()];
}
/**
 * Reads the `_metadata` of a snapshot (the location is its directory or the file itself) and sums it up. Costs one
 * request; no other file is looked at.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function inspectSnapshot(store, location, options = {}) {
    const { directory, bytes, snapshot } = await (0,_read_snapshot_js__WEBPACK_IMPORTED_MODULE_1__/* .readSnapshot */ .RA)(store, location, options);
    return summariseSnapshot((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(directory), bytes, snapshot);
}


/***/ }),

/***/ 68:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   RA: () => (/* binding */ readSnapshot),
/* harmony export */   ce: () => (/* binding */ METADATA_NAME)
/* harmony export */ });
/* unused harmony exports MAX_METADATA_BYTES, SnapshotReadError */
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);
/* harmony import */ var _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6673);
/* harmony import */ var _metadata_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2649);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5012);




/** The name of the file that makes a directory a snapshot. */
const METADATA_NAME = '_metadata';
/** Real files reach tens of megabytes; whatever is larger than this is something else, and would not fit into memory. */
const MAX_METADATA_BYTES = 1024 ** 3;
/** A snapshot could not be read. The message names the location and says what to do; `cause` is the error below it. */
class SnapshotReadError extends Error {
    name = 'SnapshotReadError';
    reason;
    location;
    constructor(message, reason, location, options) {
        super(message, options);
        this.reason = reason;
        this.location = location;
    }
}
/**
 * Finds the `_metadata` of a snapshot, reads it whole and walks it. The location is the snapshot directory or the
 * `_metadata` itself.
 *
 * @throws SnapshotReadError where there is none, or it cannot be understood.
 * @throws StorageError where the store fails in another way.
 */
async function readSnapshot(store, location, options = {}) {
    const { signal } = options;
    const isMetadata = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(location) === METADATA_NAME;
    const found = await readFile(store, isMetadata ? location : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(location, METADATA_NAME), signal)
        ?? (options.anyName === true ? await readFile(store, location, signal) : undefined);
    const directory = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(found?.info.location ?? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveWithin */ .s5)(location, METADATA_NAME)) ?? location;
    if (found === undefined)
        throw await notFound(store, location, isMetadata, signal);
    return { directory, metadata: found.info, bytes: found.bytes, snapshot: parse(found.bytes, found.info.location) };
}
async function readFile(store, location, signal) {
    try {
        return await store.read(location, { maxBytes: MAX_METADATA_BYTES, ...abortable(signal) });
    }
    catch (error) {
        if (!(error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a))
            throw error;
        if (error.code === 'not-found')
            return undefined;
        if (error.code !== 'too-large')
            throw error;
        throw new SnapshotReadError(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location)} is larger than 1 GiB, which no ${METADATA_NAME} of Flink is: check that the source `
            + 'names a snapshot', 'too-large', location, { cause: error });
    }
}
function parse(bytes, location) {
    try {
        return (0,_metadata_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseMetadata */ .j)(bytes);
    }
    catch (error) {
        const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(location);
        if (error instanceof _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UnsupportedMetadataError */ .LT) {
            throw new SnapshotReadError(`${place} is refused: ${error.message}`, 'unsupported', location, { cause: error });
        }
        if (!(error instanceof _metadata_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .MetadataFormatError */ .Lk))
            throw error;
        throw new SnapshotReadError(`${place} cannot be read: ${error.message}; compare its size and checksum with the original and copy it again`, 'broken', location, { cause: error });
    }
}
/** The one sentence of several that fits what lies at the place instead. Costs two requests, once, on a failure. */
async function notFound(store, location, isMetadata, signal) {
    const directory = isMetadata ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location) ?? location : location;
    const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(directory);
    const fail = (sentence, cause) => new SnapshotReadError(sentence, 'not-found', location, cause === undefined ? {} : { cause });
    let page;
    try {
        if (!isMetadata && await store.stat(location, abortable(signal)) !== undefined) {
            return fail(`${place} is a file, not a snapshot directory: give the directory that holds ${METADATA_NAME}`);
        }
        page = await firstPage(store, directory, signal);
    }
    catch (error) {
        if (!(error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a))
            throw error;
        return fail(`there is no ${METADATA_NAME} in ${place}: check the URI of the snapshot`, error);
    }
    if (page.length === 0) {
        return fail(`nothing is at ${place}: check the URI of the snapshot (bucket, path and spelling)`);
    }
    const snapshots = snapshotsBelow(page, directory);
    if (snapshots[0] !== undefined) {
        return fail(`${place} is no snapshot directory but holds some, such as ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(snapshots[0])}: name one of them`);
    }
    if (/^chk-\d+$/.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory))) {
        return fail(`${place} is an unfinished or discarded checkpoint: it has files but no ${METADATA_NAME}, which Flink writes last. `
            + 'Choose a checkpoint that was completed');
    }
    return fail(`${place} has files but no ${METADATA_NAME}, so it is no complete snapshot: check the URI, or wait until the savepoint `
        + 'is finished');
}
async function firstPage(store, directory, signal) {
    for await (const page of store.list(directory, abortable(signal))) {
        if (page.length > 0)
            return page;
    }
    return [];
}
/** Directories below that hold a `_metadata`: someone gave the job's directory, or the one of all savepoints. */
function snapshotsBelow(page, directory) {
    const found = [];
    for (const { location } of page) {
        const parent = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location);
        if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(location) !== METADATA_NAME || parent === undefined || !(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(parent, directory))
            continue;
        if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .relativePath */ .iZ)(parent, directory) !== '')
            found.push(parent);
    }
    return found;
}
/** With exact optional properties, an absent signal has to be absent. */
function abortable(signal) {
    return signal === undefined ? {} : { signal };
}


/***/ }),

/***/ 1875:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ parseWrittenLocation),
/* harmony export */   Ib: () => (/* binding */ isS3Scheme),
/* harmony export */   It: () => (/* binding */ sameLocation),
/* harmony export */   KA: () => (/* binding */ LocationError),
/* harmony export */   S5: () => (/* binding */ displayLocation),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   Yx: () => (/* binding */ sameStore),
/* harmony export */   cu: () => (/* binding */ identityOf),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   iZ: () => (/* binding */ relativePath),
/* harmony export */   j$: () => (/* binding */ formatLocation),
/* harmony export */   s5: () => (/* binding */ resolveWithin),
/* harmony export */   zS: () => (/* binding */ parseLocation)
/* harmony export */ });
/** A text that is no usable location. The message is a sentence that names the text. */
class LocationError extends Error {
    name = 'LocationError';
}
const S3_SCHEMES = new Set(['s3', 's3a', 's3p', 's3n']);
/** Whether the scheme is one of Flink's names for S3: `s3`, `s3a`, `s3p` (presto plugin), `s3n` (old Hadoop). */
function isS3Scheme(scheme) {
    return S3_SCHEMES.has(scheme);
}
/** Whether both schemes lead to the same store: equal, or both S3. */
function sameStore(a, b) {
    return a === b || (isS3Scheme(a) && isS3Scheme(b));
}
const WINDOWS_DRIVE = /^\/?[A-Za-z]:[\\/]/;
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/;
/**
 * Reads a URI, or an absolute local path, that a person gave: as {@link parseWrittenLocation}, with surrounding white
 * space trimmed.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
function parseLocation(text) {
    return parseWrittenLocation(text.trim());
}
/**
 * Reads a URI, or an absolute local path, as it stands in `_metadata`, by the rules of Flink's `Path`: `\` is `/`, `//`
 * collapsed, `.` and `..` resolved, trailing slash dropped, nothing percent-decoded. Nothing is trimmed: white space at
 * the end is part of a name.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
function parseWrittenLocation(text) {
    if (text === '')
        throw new LocationError('an empty text is no location');
    const quoted = JSON.stringify(text);
    let scheme = 'file';
    let authority = '';
    let rest = text;
    if (!WINDOWS_DRIVE.test(text)) {
        const match = SCHEME.exec(text);
        if (match?.[1] !== undefined) {
            scheme = match[1].toLowerCase();
            rest = text.slice(match[0].length);
            if (rest.startsWith('//')) {
                const end = rest.indexOf('/', 2);
                authority = end < 0 ? rest.slice(2) : rest.slice(2, end);
                rest = end < 0 ? '/' : rest.slice(end);
            }
        }
    }
    if (isS3Scheme(scheme) && authority === '') {
        throw new LocationError(`${quoted} names no bucket: write it as ${scheme}://bucket/path`);
    }
    return { scheme, authority, path: normalisePath(rest, quoted) };
}
function normalisePath(path, quoted) {
    const slashed = WINDOWS_DRIVE.test(path) && !path.startsWith('/') ? `/${path}` : path;
    const unified = slashed.replaceAll('\\', '/');
    if (!unified.startsWith('/')) {
        throw new LocationError(`${quoted} is a relative path: give an absolute path or a URI with a scheme`);
    }
    const segments = [];
    for (const segment of unified.split('/')) {
        if (segment === '' || segment === '.')
            continue;
        if (segment !== '..')
            segments.push(segment);
        else if (segments.pop() === undefined) {
            throw new LocationError(`${quoted} climbs above the root with '..'`);
        }
    }
    return `/${segments.join('/')}`;
}
/** The text that Flink writes for this location (`Path.toString()`), optionally under another scheme. */
function formatLocation(location, scheme = location.scheme) {
    const authority = location.authority === '' ? '' : `//${location.authority}`;
    return `${scheme}:${authority}${location.path}`;
}
/** Text for people and error messages: as {@link formatLocation}, but local files as plain paths. */
function displayLocation(location) {
    return location.scheme === 'file' && location.authority === '' ? location.path : formatLocation(location);
}
/** The S3 key, or any path without its leading slash; empty for the root. */
function keyOf(location) {
    return location.path.slice(1);
}
/** The last segment of the path; empty for the root. */
function nameOf(location) {
    return location.path.slice(location.path.lastIndexOf('/') + 1);
}
/** The directory that holds the location, `undefined` for the root. */
function parentOf(location) {
    if (location.path === '/')
        return undefined;
    const end = location.path.lastIndexOf('/');
    return { ...location, path: end === 0 ? '/' : location.path.slice(0, end) };
}
/**
 * A location below `directory`. `relative` is a relative path in Flink's form; it is normalised.
 *
 * @throws LocationError where `relative` is empty, absolute, or leads out of `directory`.
 */
function resolveWithin(directory, relative) {
    const quoted = JSON.stringify(relative);
    if (relative.trim() === '' || /^[\\/]/.test(relative)) {
        throw new LocationError(`${quoted} is no path inside ${displayLocation(directory)}`);
    }
    const path = normalisePath(`/${relative}`, quoted);
    if (path === '/')
        throw new LocationError(`${quoted} is no path inside ${displayLocation(directory)}`);
    return { ...directory, path: directory.path === '/' ? path : directory.path + path };
}
/** Whether both name the same place; `s3`, `s3a`, `s3p` and `s3n` count as one scheme. */
function sameLocation(a, b) {
    return a.path === b.path && a.authority === b.authority && sameStore(a.scheme, b.scheme);
}
/** Whether the location is `directory` itself or lies below it, on segment boundaries and over S3's schemes. */
function isWithin(location, directory) {
    if (location.authority !== directory.authority || !sameStore(location.scheme, directory.scheme))
        return false;
    if (directory.path === '/' || location.path === directory.path)
        return true;
    return location.path.length > directory.path.length
        && location.path.charCodeAt(directory.path.length) === 0x2f
        && location.path.startsWith(directory.path);
}
/** The path from `directory` to the location, without leading slash (empty for itself), `undefined` when outside. */
function relativePath(location, directory) {
    if (!isWithin(location, directory))
        return undefined;
    return location.path.slice(directory.path === '/' ? 1 : directory.path.length + 1);
}
/** A key under which equal locations meet in a `Map`: S3's schemes are one. */
function identityOf(location) {
    return formatLocation(location, isS3Scheme(location.scheme) ? 's3' : location.scheme);
}


/***/ }),

/***/ 2728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ parsePathMap),
/* harmony export */   y: () => (/* binding */ applyPathMap)
/* harmony export */ });
/* harmony import */ var _location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);

/**
 * Reads the lines `old-prefix => new-prefix` of a `path-map`. Blank lines and lines that start with `#` count as none.
 *
 * @throws LocationError naming the line where it is no rule, a side is no location, or an old prefix stands twice.
 */
function parsePathMap(text) {
    const rules = [];
    for (const [index, raw] of text.split(/\r?\n/).entries()) {
        const line = raw.trim();
        if (line === '' || line.startsWith('#'))
            continue;
        const rule = parseRule(line, index + 1);
        const from = (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(rule.from);
        if (rules.some((other) => (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(other.from) === from)) {
            throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${index + 1} maps ${from} a second time: keep one rule for each old prefix`);
        }
        rules.push(rule);
    }
    return rules;
}
function parseRule(line, number) {
    const sides = line.split(/\s=>\s/);
    if (sides.length !== 2) {
        throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${number} is no rule: ${JSON.stringify(line)}; write it as old-prefix => new-prefix`);
    }
    const [from, to] = sides;
    try {
        return { from: (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(from), to: (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLocation */ .zS)(to) };
    }
    catch (error) {
        if (!(error instanceof _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        throw new _location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA(`line ${number}: ${error.message}`, { cause: error });
    }
}
/**
 * Where the longest matching rule puts the location, `undefined` where no rule matches. Prefixes match on segment
 * boundaries (`/a/savepoint-1` is no prefix of `/a/savepoint-10`).
 */
function applyPathMap(rules, location) {
    let best;
    for (const rule of rules) {
        if (!(0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, rule.from))
            continue;
        if (best === undefined || rule.from.path.length > best.from.path.length)
            best = rule;
    }
    if (best === undefined)
        return undefined;
    const rest = (0,_location_js__WEBPACK_IMPORTED_MODULE_0__/* .relativePath */ .iZ)(location, best.from) ?? '';
    if (rest === '')
        return best.to;
    return { ...best.to, path: best.to.path === '/' ? `/${rest}` : `${best.to.path}/${rest}` };
}


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LT: () => (/* binding */ UnsupportedMetadataError),
/* harmony export */   Lk: () => (/* binding */ MetadataFormatError),
/* harmony export */   wA: () => (/* binding */ MetadataRewriteError)
/* harmony export */ });
/**
 * The bytes are no `_metadata`, or a broken one. The message names the byte offset, what was expected and what was
 * found; it does not name the file, which only the caller knows.
 */
class MetadataFormatError extends Error {
    name = 'MetadataFormatError';
    /** Byte offset in the file at which the reader could not go on. */
    offset;
    constructor(message, offset, options) {
        super(message, options);
        this.offset = offset;
    }
}
/** A `_metadata` that this codec knows by name and refuses. The message says what to do. */
class UnsupportedMetadataError extends Error {
    name = 'UnsupportedMetadataError';
    reason;
    /** The metadata version that the file states. */
    version;
    constructor(message, reason, version) {
        super(message);
        this.reason = reason;
        this.version = version;
    }
}
/** A path cannot be written into `_metadata`. The message names the path as it stands and what it would become. */
class MetadataRewriteError extends Error {
    name = 'MetadataRewriteError';
    /** The path as it stands in the file. */
    path;
    constructor(message, path) {
        super(message);
        this.path = path;
    }
}


/***/ }),

/***/ 6725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ MAX_TEXT_BYTES),
/* harmony export */   ER: () => (/* binding */ isAscii),
/* harmony export */   Xe: () => (/* binding */ encodeModifiedUtf8),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   pi: () => (/* binding */ modifiedUtf8Length),
/* harmony export */   vQ: () => (/* binding */ decodeModifiedUtf8),
/* harmony export */   xk: () => (/* binding */ MalformedTextError)
/* harmony export */ });
/** What Java's `DataOutput.writeUTF` can hold: the length in front of the text is an unsigned 16-bit number. */
const MAX_TEXT_BYTES = 0xffff;
/** The bytes are no modified UTF-8; `offset` is that of the first byte that cannot stand where it stands. */
class MalformedTextError extends Error {
    name = 'MalformedTextError';
    offset;
    constructor(offset) {
        super(`malformed modified UTF-8 at byte ${offset}`);
        this.offset = offset;
    }
}
/** Below this, a call of `String.fromCharCode` per chunk stays within the engine's limit on arguments. */
const CHUNK_UNITS = 8192;
/**
 * The text in `bytes[start, end)`, as Java's `readUTF` reads it: NUL may be `C0 80`, and every UTF-16 unit stands for
 * itself, so a character outside the BMP is two three-byte sequences and a lone surrogate is one.
 *
 * @throws MalformedTextError where `readUTF` would throw.
 */
function decodeModifiedUtf8(bytes, start, end) {
    // Nearly every text of a real file is ASCII, and a file has hundreds of thousands: this path has to be native.
    if (isAscii(bytes, start, end))
        return bytes.toString('latin1', start, end);
    const units = [];
    let text = '';
    let at = start;
    while (at < end) {
        const first = bytes[at] ?? 0;
        const length = sequenceLength(first);
        if (length === 0 || at + length > end)
            throw new MalformedTextError(at);
        units.push(decodeSequence(bytes, at, length));
        at += length;
        if (units.length >= CHUNK_UNITS)
            text += String.fromCharCode(...units.splice(0));
    }
    return text + String.fromCharCode(...units);
}
/** Whether each byte stands for itself. */
function isAscii(bytes, start, end) {
    let bits = 0;
    for (let at = start; at < end; at++)
        bits |= bytes[at] ?? 0;
    return bits < 0x80;
}
/** Bytes of a sequence by its first byte, 0 where none may start so. */
function sequenceLength(first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xc0 && first < 0xe0)
        return 2;
    return first >= 0xe0 && first < 0xf0 ? 3 : 0;
}
function decodeSequence(bytes, at, length) {
    const first = bytes[at] ?? 0;
    if (length === 1)
        return first;
    const second = continuation(bytes, at + 1);
    if (length === 2)
        return ((first & 0x1f) << 6) | second;
    return ((first & 0x0f) << 12) | (second << 6) | continuation(bytes, at + 2);
}
function continuation(bytes, at) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80)
        throw new MalformedTextError(at);
    return byte & 0x3f;
}
/** Bytes that the text takes in modified UTF-8, without the length in front. */
function modifiedUtf8Length(text) {
    // Two native looks at the text take less time than one loop over its units.
    if (Buffer.byteLength(text, 'utf8') === text.length && !text.includes('\0'))
        return text.length;
    let length = text.length;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit >= 0x800)
            length += 2;
        else if (unit >= 0x80 || unit === 0)
            length++;
    }
    return length;
}
/**
 * Writes the text at `offset`, without a length in front. `length` is what {@link modifiedUtf8Length} gives; the room
 * must be there.
 */
function encodeModifiedUtf8(text, length, target, offset) {
    // One byte for each unit: plain ASCII without NUL.
    if (length === text.length)
        target.write(text, offset, length, 'latin1');
    else
        encodeUnits(text, target, offset);
}
function encodeUnits(text, target, offset) {
    let at = offset;
    for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        if (unit < 0x80 && unit !== 0) {
            target[at++] = unit;
        }
        else if (unit < 0x800) {
            target[at++] = 0xc0 | (unit >> 6);
            target[at++] = 0x80 | (unit & 0x3f);
        }
        else {
            target[at++] = 0xe0 | (unit >> 12);
            target[at++] = 0x80 | ((unit >> 6) & 0x3f);
            target[at++] = 0x80 | (unit & 0x3f);
        }
    }
}
/** The same memory under the type whose text methods are native. */
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}


/***/ }),

/***/ 2649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  j: () => (/* binding */ parseMetadata)
});

// EXTERNAL MODULE: ./build/metadata/errors.js
var errors = __nccwpck_require__(6673);
// EXTERNAL MODULE: ./build/metadata/modified-utf8.js
var modified_utf8 = __nccwpck_require__(6725);
;// CONCATENATED MODULE: ./build/metadata/cursor.js


const TWO_TO_32 = 0x1_0000_0000;
/**
 * A place in the bytes of a `_metadata`. Every step forward is checked against the bytes that remain, so no length
 * that the file states is believed before anything is done with it. `what` is the noun of the error sentence.
 */
class Cursor {
    bytes;
    /** Byte offset of the next read. */
    position = 0;
    view;
    constructor(bytes) {
        this.bytes = (0,modified_utf8/* asBuffer */.bS)(bytes);
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    get remaining() {
        return this.bytes.length - this.position;
    }
    /** An unsigned byte. */
    byte(what) {
        this.need(1, what);
        return this.view.getUint8(this.position++);
    }
    /** The next byte without going forward, `undefined` at the end. */
    peek() {
        return this.bytes[this.position];
    }
    /** An unsigned 16-bit number. */
    short(what) {
        this.need(2, what);
        const value = this.view.getUint16(this.position);
        this.position += 2;
        return value;
    }
    /** A Java `int`. */
    int(what) {
        this.need(4, what);
        const value = this.view.getInt32(this.position);
        this.position += 4;
        return value;
    }
    /** A Java `long` that a number holds exactly: sizes and offsets in files, which are far below 2^53. */
    long(what) {
        this.need(8, what);
        const value = this.view.getInt32(this.position) * TWO_TO_32 + this.view.getUint32(this.position + 4);
        if (!Number.isSafeInteger(value)) {
            throw this.broken(`${what}, a number between -2^53 and 2^53`, String(this.view.getBigInt64(this.position)));
        }
        this.position += 8;
        return value;
    }
    /** A Java `long` in full. */
    bigLong(what) {
        this.need(8, what);
        const value = this.view.getBigInt64(this.position);
        this.position += 8;
        return value;
    }
    /** A size in bytes, at least `least` (which is -1 where Flink writes that for "unknown"). */
    size(what, least) {
        const value = this.long(what);
        if (value < least)
            throw this.broken(`${what} of ${least} or more`, String(value), this.position - 8);
        return value;
    }
    /** How many items follow, each of `itemBytes` bytes or more: more than fit into the rest of the file is an error. */
    count(what, itemBytes) {
        const value = this.int(what);
        if (value >= 0 && value * itemBytes <= this.remaining)
            return value;
        const most = Math.floor(this.remaining / itemBytes);
        throw this.broken(`${what} between 0 and ${most} (what fits into the rest of the file)`, String(value), this.position - 4);
    }
    skip(length, what) {
        this.need(length, what);
        this.position += length;
    }
    /** Steps over a text as Java's `writeUTF` writes it. */
    skipText(what) {
        this.skip(this.short(what), what);
    }
    /** A text as Java's `writeUTF` writes it. */
    text(what) {
        const length = this.short(what);
        this.need(length, what);
        const text = this.decoded(length, what);
        this.position += length;
        return text;
    }
    /** Steps over a text, which {@link text} could read. Whether it is plain ASCII. */
    checkText(what) {
        const length = this.short(what);
        this.need(length, what);
        const ascii = (0,modified_utf8/* isAscii */.ER)(this.bytes, this.position, this.position + length);
        if (!ascii)
            this.decoded(length, what);
        this.position += length;
        return ascii;
    }
    decoded(length, what) {
        try {
            return (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, this.position, this.position + length);
        }
        catch (error) {
            if (!(error instanceof modified_utf8/* MalformedTextError */.xk))
                throw error;
            const found = `byte 0x${hex(this.bytes[error.offset] ?? 0)}`;
            throw this.broken(`${what} in modified UTF-8`, found, error.offset);
        }
    }
    /** An error at `offset` (here, when none is given) in the one form that all of them have. */
    broken(expected, found, offset = this.position) {
        return new errors/* MetadataFormatError */.Lk(`the metadata is broken at byte ${offset}: expected ${expected}, found ${found}`, offset);
    }
    need(length, what) {
        if (length <= this.bytes.length - this.position)
            return;
        throw this.broken(`${what} (${length} bytes)`, `the end of the file after ${this.remaining}`);
    }
}
/** Two hex digits. */
function hex(byte) {
    return byte.toString(16).padStart(2, '0');
}

;// CONCATENATED MODULE: ./build/metadata/identify.js

/** The first four bytes of every `_metadata` since Flink 1.1. */
const METADATA_MAGIC = 0x4960672d;
const SIGNATURES = [
    [[0x1f, 0x8b], 'gzip: unpack it first'],
    [[0x50, 0x4b, 0x03, 0x04], 'a zip archive: unpack it first'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
    [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
    [[0xac, 0xed, 0x00, 0x05], 'a Java-serialised object, not the metadata of a savepoint'],
    [[0, 0, 0, 0], 'zeros: a copy that was never filled; fetch the file again'],
];
/**
 * What bytes without the magic number look like, for the error sentence: often it is the server's error page that
 * was saved in place of the file, or a packed copy.
 */
function describeForeignBytes(bytes) {
    if (bytes.length === 0)
        return 'an empty file';
    const start = [...bytes.subarray(0, 4)].map(hex).join(' ');
    const looksLike = guess(bytes);
    return looksLike === undefined ? `bytes ${start}` : `bytes ${start}, which look like ${looksLike}`;
}
function guess(bytes) {
    for (const [prefix, looksLike] of SIGNATURES) {
        if (bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte))
            return looksLike;
    }
    if (bytes.length < 4)
        return undefined;
    const text = printableStart(bytes);
    if (text === undefined)
        return undefined;
    if (/^<(!doctype html|html)/i.test(text))
        return 'an HTML page, such as an error page saved in place of the file';
    if (text.startsWith('<')) {
        const code = /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1];
        return code === undefined
            ? 'an XML document, such as an error answer saved in place of the file'
            : `an S3 error answer (${code}) saved in place of the file`;
    }
    if (/^[{[]/.test(text))
        return 'a JSON document, such as an error answer saved in place of the file';
    return 'text';
}
/** The first bytes as trimmed text, where all of them are printable ASCII or part of a longer UTF-8 sequence. */
function printableStart(bytes) {
    const start = bytes.subarray(0, 512);
    if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d))
        return undefined;
    return String.fromCharCode(...start).replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
}

;// CONCATENATED MODULE: ./build/metadata/java-object.js
/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70;
const REFERENCE = 0x71;
const CLASS_DESCRIPTION = 0x72;
const OBJECT = 0x73;
const STRING = 0x74;
const ARRAY = 0x75;
const BLOCK_DATA = 0x77;
const END_OF_BLOCK = 0x78;
const LONG_BLOCK_DATA = 0x7a;
const LONG_STRING = 0x7c;
const ENUM = 0x7e;
const HAS_WRITE_METHOD = 0x01;
const SERIALIZABLE = 0x02;
const FIRST_HANDLE = 0x7e0000;
const MAX_DEPTH = 32;
const PRIMITIVE_BYTES = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };
/** Steps over one serialised object with its stream header. */
function readJavaObject(cursor) {
    const header = cursor.int('the header of a Java-serialised object');
    if (header >>> 0 !== 0xaced0005) {
        throw cursor.broken('the header of a Java-serialised object (aced0005)', (header >>> 0).toString(16).padStart(8, '0'), cursor.position - 4);
    }
    const walk = { cursor, handles: [], classes: new Set(), constants: new Set() };
    readContent(walk, 0);
    return walk;
}
/** One value; the text when it is a string. */
function readContent(walk, depth) {
    const { cursor } = walk;
    const code = cursor.byte('a Java object');
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java objects nested up to ${MAX_DEPTH} deep`, 'one more', cursor.position - 1);
    switch (code) {
        case NULL:
            return undefined;
        case REFERENCE: {
            const target = readBackReference(walk);
            return typeof target === 'string' ? target : undefined;
        }
        case OBJECT:
            readObject(walk, depth);
            return undefined;
        case ENUM:
            readEnum(walk, depth);
            return undefined;
        case ARRAY:
            readArray(walk, depth);
            return undefined;
        case STRING: {
            const text = cursor.text('a Java string');
            walk.handles.push(text);
            return text;
        }
        case LONG_STRING:
            walk.handles.push(undefined);
            cursor.skip(cursor.size('the length of a Java string', 0), 'a Java string');
            return undefined;
        case BLOCK_DATA:
            cursor.skip(cursor.byte('the length of Java block data'), 'Java block data');
            return undefined;
        case LONG_BLOCK_DATA:
            cursor.skip(cursor.count('a length of Java block data', 1), 'Java block data');
            return undefined;
        default:
            throw cursor.broken('a Java object', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
}
function readBackReference(walk) {
    const index = walk.cursor.int('a Java back reference') - FIRST_HANDLE;
    if (index >= 0 && index < walk.handles.length)
        return walk.handles[index];
    throw walk.cursor.broken(`a Java back reference below ${walk.handles.length}`, String(index), walk.cursor.position - 4);
}
function readObject(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    // The data of the topmost parent comes first.
    const hierarchy = [];
    for (let one = description; one !== undefined; one = one.parent) {
        if (hierarchy.length > MAX_DEPTH)
            throw walk.cursor.broken('a Java class with few parents', 'an endless chain');
        hierarchy.unshift(one);
    }
    for (const one of hierarchy) {
        if ((one.flags & SERIALIZABLE) === 0) {
            throw walk.cursor.broken('a serialisable Java class', `${one.name} with flags ${one.flags}`);
        }
        walk.cursor.skip(one.primitiveBytes, 'the fields of a Java object');
        for (let field = 0; field < one.objectFields; field++)
            readContent(walk, depth + 1);
        if ((one.flags & HAS_WRITE_METHOD) !== 0)
            readAnnotation(walk, depth);
    }
}
function readEnum(walk, depth) {
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const constant = readContent(walk, depth + 1);
    if (description === undefined || constant === undefined)
        return;
    walk.constants.add(`${description.name}#${constant}`);
}
function readArray(walk, depth) {
    const { cursor } = walk;
    const description = readClassDescription(walk, depth);
    walk.handles.push(undefined);
    const element = description?.name.charAt(1) ?? '';
    const bytes = PRIMITIVE_BYTES[element];
    const count = cursor.count('a number of elements of a Java array', bytes ?? 1);
    if (bytes !== undefined)
        cursor.skip(count * bytes, 'a Java array');
    else
        for (let index = 0; index < count; index++)
            readContent(walk, depth + 1);
}
function readClassDescription(walk, depth) {
    const { cursor } = walk;
    if (depth > MAX_DEPTH)
        throw cursor.broken(`Java classes nested up to ${MAX_DEPTH} deep`, 'one more');
    const code = cursor.byte('a Java class description');
    if (code === NULL)
        return undefined;
    if (code === REFERENCE) {
        const target = readBackReference(walk);
        if (typeof target === 'object')
            return target;
        throw cursor.broken('a reference to a Java class description', 'one to something else', cursor.position - 4);
    }
    if (code !== CLASS_DESCRIPTION) {
        throw cursor.broken('a Java class description', `type code 0x${code.toString(16)}`, cursor.position - 1);
    }
    const name = cursor.text('the name of a Java class');
    cursor.skip(8, 'the version of a Java class');
    const description = { name, flags: 0, primitiveBytes: 0, objectFields: 0, parent: undefined };
    walk.handles.push(description);
    walk.classes.add(name);
    description.flags = cursor.byte('the flags of a Java class');
    readFields(walk, description, depth);
    readAnnotation(walk, depth);
    description.parent = readClassDescription(walk, depth + 1);
    return description;
}
function readFields(walk, description, depth) {
    const { cursor } = walk;
    const count = cursor.short('the number of fields of a Java class');
    for (let field = 0; field < count; field++) {
        const type = String.fromCharCode(cursor.byte('the type of a Java field'));
        cursor.skipText('the name of a Java field');
        const bytes = PRIMITIVE_BYTES[type];
        if (bytes !== undefined) {
            description.primitiveBytes += bytes;
        }
        else if (type === 'L' || type === '[') {
            description.objectFields++;
            readContent(walk, depth + 1);
        }
        else {
            throw cursor.broken('the type of a Java field', JSON.stringify(type));
        }
    }
}
/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk, depth) {
    while (walk.cursor.peek() !== END_OF_BLOCK)
        readContent(walk, depth + 1);
    walk.cursor.skip(1, 'the end of Java block data');
}

;// CONCATENATED MODULE: ./build/metadata/reference-table.js

const KINDS = ['file', 'relative', 'segment', 'directory'];
const KIND_BITS = 0b11;
const INCREMENTAL = 0b100;
const CHANGELOG = 0b1000;
/** The path is plain ASCII. */
const ASCII = 0b10000;
const FIRST_ROWS = 64;
/**
 * The references of one file in columns, their paths left where they stand in the bytes. A large file has hundreds of
 * thousands: as objects with their texts they would take several times the file.
 */
class ReferenceTable {
    references = [];
    bytes;
    offsets = new Uint32Array(FIRST_ROWS);
    operators = new Uint32Array(FIRST_ROWS);
    objectBytes = new Float64Array(FIRST_ROWS);
    statesBytes = new Float64Array(FIRST_ROWS);
    flags = new Uint8Array(FIRST_ROWS);
    /** The path that was asked for last: whoever looks at one mostly looks at it again. */
    lastRow = -1;
    lastPath = '';
    constructor(bytes) {
        this.bytes = bytes;
    }
    /** Adds a reference whose text was checked; `offset` is that of the text's length prefix. */
    add(kind, offset, ascii, objectBytes, stateBytes, operator, incremental, changelog) {
        const row = this.references.length;
        if (row === this.offsets.length)
            this.grow(row * 2);
        this.offsets[row] = offset;
        this.operators[row] = operator;
        this.objectBytes[row] = objectBytes;
        this.statesBytes[row] = stateBytes;
        this.flags[row] = KINDS.indexOf(kind)
            | (incremental ? INCREMENTAL : 0) | (changelog ? CHANGELOG : 0) | (ascii ? ASCII : 0);
        this.references.push(new TableReference(this, row));
    }
    path(row) {
        if (row !== this.lastRow) {
            const start = this.offset(row) + 2;
            const end = start + this.byteLength(row);
            const ascii = ((this.flags[row] ?? 0) & ASCII) !== 0;
            this.lastPath = ascii ? this.bytes.toString('latin1', start, end) : (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end);
            this.lastRow = row;
        }
        return this.lastPath;
    }
    offset(row) {
        return this.offsets[row] ?? 0;
    }
    byteLength(row) {
        const offset = this.offset(row);
        return ((this.bytes[offset] ?? 0) << 8) | (this.bytes[offset + 1] ?? 0);
    }
    kind(row) {
        return KINDS[(this.flags[row] ?? 0) & KIND_BITS] ?? 'file';
    }
    /** -1 for unknown. */
    sizeBytes(row) {
        return this.objectBytes[row] ?? 0;
    }
    stateBytes(row) {
        return this.statesBytes[row] ?? 0;
    }
    operator(row) {
        return this.operators[row] ?? 0;
    }
    incremental(row) {
        return ((this.flags[row] ?? 0) & INCREMENTAL) !== 0;
    }
    changelog(row) {
        return ((this.flags[row] ?? 0) & CHANGELOG) !== 0;
    }
    grow(rows) {
        this.offsets = copied(this.offsets, new Uint32Array(rows));
        this.operators = copied(this.operators, new Uint32Array(rows));
        this.objectBytes = copied(this.objectBytes, new Float64Array(rows));
        this.statesBytes = copied(this.statesBytes, new Float64Array(rows));
        this.flags = copied(this.flags, new Uint8Array(rows));
    }
}
function copied(from, to) {
    to.set(from);
    return to;
}
/** A row, looking like any other reference. */
class TableReference {
    table;
    row;
    constructor(table, row) {
        this.table = table;
        this.row = row;
    }
    get kind() {
        return this.table.kind(this.row);
    }
    get path() {
        return this.table.path(this.row);
    }
    get offset() {
        return this.table.offset(this.row);
    }
    get byteLength() {
        return this.table.byteLength(this.row);
    }
    get sizeIs() {
        if (this.table.sizeBytes(this.row) < 0)
            return 'unknown';
        return this.kind === 'segment' ? 'at-least' : 'exact';
    }
    get sizeBytes() {
        return Math.max(0, this.table.sizeBytes(this.row));
    }
    get stateBytes() {
        return this.table.stateBytes(this.row);
    }
    get operator() {
        return this.table.operator(this.row);
    }
    get incremental() {
        return this.table.incremental(this.row);
    }
    get changelog() {
        return this.table.changelog(this.row);
    }
}

;// CONCATENATED MODULE: ./build/metadata/text-set.js

/** More distinct names than this are looked up by their text: comparing with each would take time without bound. */
const MAX_SPANS = 16;
/**
 * Distinct texts of a file, in order of appearance. Thousands of subtasks repeat the same few names, so they are
 * compared as bytes and decoded once.
 */
class TextSet {
    bytes;
    spans = [];
    more = new Set();
    constructor(bytes) {
        this.bytes = bytes;
    }
    /** Adds the checked text in `bytes[start, end)`. */
    add(start, end) {
        for (const known of this.spans) {
            if (this.same(known.start, known.end, start, end))
                return;
        }
        if (this.spans.length < MAX_SPANS)
            this.spans.push({ start, end });
        else
            this.more.add((0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end));
    }
    clear() {
        this.spans = [];
        this.more = new Set();
    }
    texts() {
        return [...this.spans.map(({ start, end }) => (0,modified_utf8/* decodeModifiedUtf8 */.vQ)(this.bytes, start, end)), ...this.more];
    }
    same(aStart, aEnd, bStart, bEnd) {
        if (aEnd - aStart !== bEnd - bStart)
            return false;
        for (let index = 0; index < aEnd - aStart; index++) {
            if (this.bytes[aStart + index] !== this.bytes[bStart + index])
                return false;
        }
        return true;
    }
}

;// CONCATENATED MODULE: ./build/metadata/walk.js


/**
 * Handles hold handles: a changelog holds materialised ones, code 3 may wrap code 3. Flink nests two or three deep;
 * the limit keeps hostile bytes from exhausting the stack.
 */
const walk_MAX_DEPTH = 16;
/** One walk over the bytes: where it stands, the surroundings of the present handle, and what was found so far. */
class Walk {
    cursor;
    dialect;
    /** Index of the present operator. */
    operator = 0;
    /** Within the shared or private list of codes 5 and 11. */
    incremental = false;
    /** Within codes 8 to 10, 13 and 14. */
    changelog = false;
    /** Within codes 10 and 13, where the size in a stream handle is not the object's. */
    sizeUnknown = false;
    /**
     * Bytes of state that the handle around takes for itself, -1 where it says nothing: many channel handles may share
     * one file, so the size of the stream handle inside must not be added.
     */
    share = -1;
    table;
    inlineCount = 0;
    inlineBytes = 0;
    inlineNames = new Set();
    /** Names of the present operator's partitionable states. */
    stateNames;
    /** Bytes of the present operator's state. */
    stateBytes = 0;
    /** Codes 8 or 14 occurred. */
    hasChangelog = false;
    /** Any of codes 8 to 10 occurred: their fields differ in 1.14. */
    hasOldChangelogCode = false;
    /** Code 7 occurred, which only canonical savepoints have. */
    hasSavepointKeyGroups = false;
    channelHandleCount = 0;
    constructor(cursor, dialect) {
        this.cursor = cursor;
        this.dialect = dialect;
        this.table = new ReferenceTable(cursor.bytes);
        this.stateNames = new TextSet(cursor.bytes);
    }
    /**
     * Keeps a path that was just stepped over; `offset` is that of its length prefix, `ascii` whether it is plain.
     * `objectBytes` is what the handle says of the object and `stateBytes` of its part in it, -1 for unknown.
     */
    reference(kind, offset, ascii, objectBytes, stateBytes) {
        const state = Math.max(0, this.share >= 0 ? this.share : stateBytes);
        this.stateBytes += state;
        this.table.add(kind, offset, ascii, this.sizeUnknown ? -1 : objectBytes, state, this.operator, this.incremental, this.changelog);
    }
    /** Counts a state that lies in the metadata itself, under `name`. */
    inline(name, bytes) {
        this.inlineCount++;
        this.inlineBytes += bytes;
        this.inlineNames.add(name);
        this.stateBytes += this.share >= 0 ? this.share : bytes;
    }
}

;// CONCATENATED MODULE: ./build/metadata/stream-handle.js

/** Codes of handles that lead to a stream of bytes. */
const IN_LINE = 1;
const FILE = 2;
const KEY_GROUPS = 3;
const RELATIVE_FILE = 6;
const SEGMENT = 15;
const EMPTY_SEGMENT = 16;
/** Steps over one stream handle and keeps what it refers to. `what` names it in errors. */
function readStreamHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return 'null';
        case IN_LINE:
            readInLine(walk);
            return 'in-line';
        case FILE: {
            const size = cursor.size('the size of a file', -1);
            const offset = cursor.position;
            const ascii = cursor.checkText('the path of a file');
            walk.reference('file', offset, ascii, size, size);
            return 'other';
        }
        case KEY_GROUPS:
            checkDepth(walk, depth);
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth + 1);
            return 'other';
        case RELATIVE_FILE: {
            const offset = cursor.position;
            const ascii = cursor.checkText('the name of a relative file');
            const size = cursor.size('the size of a relative file', -1);
            walk.reference('relative', offset, ascii, size, size);
            return 'other';
        }
        case SEGMENT:
            readSegment(walk);
            return 'other';
        case EMPTY_SEGMENT:
            return 'other';
        default:
            throw cursor.broken(`${what} (code 0, 1, 2, 3, 6, 15 or 16)`, `code ${code}`, cursor.position - 1);
    }
}
function readInLine(walk) {
    const { cursor } = walk;
    const name = cursor.text('the name of an in-line state');
    const length = cursor.count('a number of bytes of in-line state', 1);
    cursor.skip(length, 'in-line state');
    walk.inline(name, length);
}
function readSegment(walk) {
    const { cursor } = walk;
    const start = cursor.size('the start of a file segment', 0);
    const size = cursor.size('the size of a file segment', 0);
    const scope = cursor.int('the scope of a file segment');
    if (scope !== 0 && scope !== 1) {
        throw cursor.broken('the scope of a file segment (0 or 1)', String(scope), cursor.position - 4);
    }
    const offset = cursor.position;
    const ascii = cursor.checkText('the path of a file segment');
    walk.reference('segment', offset, ascii, start + size, size);
    cursor.skipText('the logical file id of a segment');
}
/** Steps over a range of key groups with one offset for each. */
function readKeyGroupOffsets(walk) {
    const { cursor } = walk;
    cursor.int('the first key group');
    const count = cursor.count('a number of key groups', 8);
    cursor.skip(count * 8, 'the offsets of key groups');
}
/** @throws MetadataFormatError where handles are nested deeper than any real file has them. */
function checkDepth(walk, depth) {
    if (depth < walk_MAX_DEPTH)
        return;
    throw walk.cursor.broken(`handles nested up to ${walk_MAX_DEPTH} deep`, 'one more handle inside', walk.cursor.position - 1);
}

;// CONCATENATED MODULE: ./build/metadata/channel-handle.js

/** Codes in front of channel handles, version 6 and later. */
const INPUT = 1;
const OUTPUT = 2;
const MERGED_INPUT = 3;
const MERGED_OUTPUT = 4;
/** What the smallest channel handle takes: two ints, no offsets, a size and a stream (merged: even less, but one byte). */
const CHANNEL_HANDLE_BYTES = 18;
/** Steps over the in-flight data of one subtask (unaligned checkpoints) in one direction. */
function readChannelHandles(walk, direction) {
    const { cursor } = walk;
    const { channelHandles } = walk.dialect;
    const count = cursor.count(`a number of ${direction} channel handles`, CHANNEL_HANDLE_BYTES);
    walk.channelHandleCount += count;
    for (let index = 0; index < count; index++) {
        if (channelHandles !== 'typed') {
            readPlain(walk, channelHandles === 'with-subtask');
            continue;
        }
        const code = cursor.byte('the code of a channel handle');
        if (code === (direction === 'input' ? INPUT : OUTPUT))
            readPlain(walk, true);
        else if (code === (direction === 'input' ? MERGED_INPUT : MERGED_OUTPUT))
            readMerged(walk);
        else {
            const codes = direction === 'input' ? 'code 1 or 3' : 'code 2 or 4';
            throw cursor.broken(`an ${direction} channel handle (${codes})`, `code ${code}`, cursor.position - 1);
        }
    }
}
function readPlain(walk, withSubtask) {
    const { cursor } = walk;
    if (withSubtask)
        readIndex(walk, 'the subtask of a channel handle');
    readIndex(walk, 'the gate or partition of a channel handle');
    readIndex(walk, 'the channel or subpartition of a channel handle');
    const offsets = cursor.count('a number of offsets of a channel handle', 8);
    cursor.skip(offsets * 8, 'the offsets of a channel handle');
    readDelegate(walk);
}
function readMerged(walk) {
    const { cursor } = walk;
    readIndex(walk, 'the subtask of a merged channel handle');
    readDelegate(walk);
    const length = cursor.count('a number of bytes of the offsets of a merged channel handle', 1);
    cursor.skip(length, 'the offsets of a merged channel handle');
}
/** The size of this channel's part, and the stream that holds it: one file for many channels, so the part counts. */
function readDelegate(walk) {
    const { cursor } = walk;
    const size = Math.max(0, cursor.size('the size of a channel state', -1));
    const before = walk.stateBytes;
    walk.share = size;
    const start = cursor.position;
    // Flink accepts no null here; to see that is what tells the two layouts of version 3 apart.
    if (readStreamHandle(walk, 'the stream of a channel handle') === 'null') {
        throw cursor.broken('the stream of a channel handle', 'null (code 0)', start);
    }
    walk.share = -1;
    // An empty segment has nothing that could take the share; Flink counts the channel by its own size all the same.
    walk.stateBytes = before + size;
}
function readIndex(walk, what) {
    const value = walk.cursor.int(what);
    if (value < 0)
        throw walk.cursor.broken(`${what}, 0 or more`, String(value), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/keyed-handle.js

/** Codes of handles of keyed state. */
const keyed_handle_KEY_GROUPS = 3;
const keyed_handle_INCREMENTAL = 5;
const SAVEPOINT_KEY_GROUPS = 7;
const keyed_handle_CHANGELOG = 8;
const CHANGELOG_IN_LINE = 9;
const CHANGELOG_FILES = 10;
const INCREMENTAL_V2 = 11;
const KEY_GROUPS_V2 = 12;
const CHANGELOG_FILES_V2 = 13;
const CHANGELOG_V2 = 14;
/** The least that a keyed handle takes: the code of a null one. */
const KEYED_HANDLE_BYTES = 1;
/** An empty local path, and a null handle. */
const LIST_ENTRY_BYTES = 3;
/** A key group and a length. */
const CHANGE_BYTES = 8;
/** An offset, and a null handle. */
const DELTA_ENTRY_BYTES = 9;
/** Steps over one handle of keyed state and keeps what it refers to. `what` names it in errors. */
function readKeyedHandle(walk, what, depth = 0) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    switch (code) {
        case 0:
            return;
        case keyed_handle_KEY_GROUPS:
        case SAVEPOINT_KEY_GROUPS:
        case KEY_GROUPS_V2:
            readKeyGroupOffsets(walk);
            readStreamHandle(walk, 'the stream of a key group handle', depth);
            if (code === KEY_GROUPS_V2)
                cursor.skipText('the id of a key group handle');
            if (code === SAVEPOINT_KEY_GROUPS)
                walk.hasSavepointKeyGroups = true;
            return;
        case keyed_handle_INCREMENTAL:
        case INCREMENTAL_V2:
            readIncremental(walk, code === INCREMENTAL_V2);
            return;
        case keyed_handle_CHANGELOG:
        case CHANGELOG_V2:
            checkDepth(walk, depth);
            readChangelog(walk, code === CHANGELOG_V2, depth);
            return;
        case CHANGELOG_IN_LINE:
            readInLineChanges(walk);
            return;
        case CHANGELOG_FILES:
        case CHANGELOG_FILES_V2:
            readChangeFiles(walk, code === CHANGELOG_FILES_V2);
            return;
        default:
            throw cursor.broken(`${what} (code 0, 3, 5 or 7 to 14)`, `code ${code}`, cursor.position - 1);
    }
}
function readIncremental(walk, second) {
    const { cursor } = walk;
    cursor.skip(8, 'the checkpoint id of an incremental handle');
    cursor.skipText('the backend id of an incremental handle');
    readKeyGroupRange(walk);
    if (second)
        cursor.skip(8, 'the checkpointed size of an incremental handle');
    readStreamHandle(walk, 'the meta stream of an incremental handle');
    walk.incremental = true;
    readHandleList(walk, 'shared files');
    readHandleList(walk, 'private files');
    walk.incremental = false;
    if (second)
        cursor.skipText('the id of an incremental handle');
}
function readHandleList(walk, what) {
    const { cursor } = walk;
    const count = cursor.count(`a number of ${what}`, LIST_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skipText('the local path of a file');
        readStreamHandle(walk, 'the stream of a shared or private file');
    }
}
function readChangelog(walk, second, depth) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    walk.changelog = true;
    walk.hasChangelog = true;
    if (!second)
        walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    if (released)
        cursor.skip(8, 'the size of a changelog handle');
    for (const part of ['materialised handles', 'changelog increments']) {
        const count = cursor.count(`a number of ${part}`, KEYED_HANDLE_BYTES);
        for (let index = 0; index < count; index++)
            readKeyedHandle(walk, `one of the ${part}`, depth + 1);
    }
    if (released)
        cursor.skip(8, 'the materialisation id of a changelog handle');
    if (second)
        cursor.skip(8, 'the checkpoint id of a changelog handle');
    if (released)
        cursor.skipText('the id of a changelog handle');
    walk.changelog = outer;
}
function readInLineChanges(walk) {
    const { cursor } = walk;
    walk.hasOldChangelogCode = true;
    readKeyGroupRange(walk);
    cursor.skip(16, 'the range of changes');
    const count = cursor.count('a number of changes', CHANGE_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.int('the key group of a change');
        const length = cursor.count('a number of bytes of a change', 1);
        cursor.skip(length, 'a change');
        walk.stateBytes += length;
    }
    if (walk.dialect.changelog === 'released')
        cursor.skipText('the id of a changelog increment');
}
function readChangeFiles(walk, second) {
    const { cursor } = walk;
    const released = walk.dialect.changelog === 'released';
    const outer = walk.changelog;
    if (!second)
        walk.hasOldChangelogCode = true;
    walk.changelog = true;
    // The sizes inside count bytes before compression, and increments of several handles may lie in one file.
    walk.sizeUnknown = true;
    walk.share = 0;
    readKeyGroupRange(walk);
    const count = cursor.count('a number of files of changes', DELTA_ENTRY_BYTES);
    for (let index = 0; index < count; index++) {
        cursor.skip(8, 'an offset in a file of changes');
        readStreamHandle(walk, 'the stream of a file of changes');
    }
    walk.changelog = outer;
    walk.sizeUnknown = false;
    walk.share = -1;
    walk.stateBytes += Math.max(0, cursor.long('the size of a changelog increment'));
    if (released) {
        cursor.skip(8, 'the checkpointed size of a changelog increment');
        cursor.skipText('the id of a changelog increment');
    }
    if (second)
        cursor.skipText('the storage identifier of a changelog increment');
}
function readKeyGroupRange(walk) {
    walk.cursor.int('the first key group');
    const count = walk.cursor.int('a number of key groups');
    if (count >= 0)
        return;
    throw walk.cursor.broken('a number of key groups of 0 or more', String(count), walk.cursor.position - 4);
}

;// CONCATENATED MODULE: ./build/metadata/operator-handle.js

/** Codes of handles of operator state. */
const PARTITIONABLE = 4;
const PARTITIONABLE_MERGED = 17;
/** An empty name, a mode, no offsets. */
const STATE_BYTES = 7;
/** Flink knows three ways to hand the parts of such a state out again: split, union, broadcast. */
const LAST_MODE = 2;
/** Steps over one handle of operator state and keeps what it refers to. `what` names it in errors. */
function readOperatorHandle(walk, what) {
    const { cursor } = walk;
    const code = cursor.byte(what);
    if (code === 0)
        return;
    if (code !== PARTITIONABLE && code !== PARTITIONABLE_MERGED) {
        throw cursor.broken(`${what} (code 0, 4 or 17)`, `code ${code}`, cursor.position - 1);
    }
    readStates(walk);
    if (code === PARTITIONABLE_MERGED) {
        readDirectory(walk, 'the task-owned directory');
        readDirectory(walk, 'the shared directory');
        cursor.byte('the mark of an empty state');
    }
    readStreamHandle(walk, 'the stream of an operator state handle');
}
function readStates(walk) {
    const { cursor } = walk;
    const count = cursor.count('a number of operator states', STATE_BYTES);
    for (let index = 0; index < count; index++) {
        const name = cursor.position;
        cursor.checkText('the name of an operator state');
        walk.stateNames.add(name + 2, cursor.position);
        const mode = cursor.byte('the distribution mode of an operator state');
        if (mode > LAST_MODE) {
            throw cursor.broken('a distribution mode between 0 and 2', String(mode), cursor.position - 1);
        }
        const offsets = cursor.count('a number of offsets of an operator state', 8);
        cursor.skip(offsets * 8, 'the offsets of an operator state');
    }
}
function readDirectory(walk, what) {
    const offset = walk.cursor.position;
    const ascii = walk.cursor.checkText(what);
    walk.reference('directory', offset, ascii, -1, 0);
}

;// CONCATENATED MODULE: ./build/metadata/operator.js






/** An id, two ints, a chain length or a coordinator's code, and a number of subtasks. */
const OPERATOR_BYTES = 29;
/** The index of a finished subtask; one with state takes more. */
const SUBTASK_BYTES = 4;
/** Steps over one operator with all its subtasks. */
function readOperator(walk) {
    const { cursor, dialect: { version } } = walk;
    walk.stateNames.clear();
    walk.stateBytes = 0;
    const name = version >= 5 ? cursor.text('the name of an operator') : '';
    const uid = version >= 5 ? cursor.text('the uid of an operator') : '';
    const id = readId(walk);
    const parallelism = cursor.int('the parallelism of an operator');
    const maxParallelism = cursor.int('the maximum parallelism of an operator');
    const hasCoordinator = version >= 3 ? readCoordinator(walk) : skipChainLength(walk);
    const subtasks = readSubtasks(walk, id, parallelism, hasCoordinator);
    return {
        id,
        ...(name === '' ? {} : { name }),
        ...(uid === '' ? {} : { uid }),
        parallelism,
        maxParallelism,
        subtasks: subtasks.present,
        finishedSubtasks: subtasks.finished,
        fullyFinished: subtasks.fullyFinished,
        stateBytes: walk.stateBytes,
        stateNames: walk.stateNames.texts(),
    };
}
function readId(walk) {
    const start = walk.cursor.position;
    walk.cursor.skip(16, 'the id of an operator');
    let id = '';
    for (const byte of walk.cursor.bytes.subarray(start, start + 16))
        id += hex(byte);
    return id;
}
function skipChainLength(walk) {
    walk.cursor.int('the chain length of an operator');
    return false;
}
function readCoordinator(walk) {
    const start = walk.cursor.position;
    const kind = readStreamHandle(walk, 'the coordinator state of an operator');
    if (kind !== 'other')
        return kind === 'in-line';
    throw walk.cursor.broken('the coordinator state of an operator (code 0 or 1)', `code ${walk.cursor.bytes[start] ?? 0}`, start);
}
function readSubtasks(walk, id, parallelism, hasCoordinator) {
    const { cursor, dialect: { version } } = walk;
    const found = { present: 0, finished: 0, fullyFinished: false };
    if (version >= 3 && (cursor.peek() ?? 0) >= 0x80) {
        cursor.int('a number of subtasks');
        if (hasCoordinator) {
            throw cursor.broken('no coordinator state of a finished operator', 'one', cursor.position - 4);
        }
        found.fullyFinished = true;
        return found;
    }
    const count = cursor.count('a number of subtasks', SUBTASK_BYTES);
    for (let subtask = 0; subtask < count; subtask++) {
        const written = cursor.int('the index of a subtask');
        const finished = version >= 3 && written < 0;
        const index = finished ? -(written + 1) : written;
        if (index < 0 || index >= parallelism) {
            throw cursor.broken(`the index of a subtask, below the operator's parallelism of ${parallelism}`, String(index), cursor.position - 4);
        }
        if (finished) {
            found.finished++;
        }
        else {
            readSubtask(walk, id, index);
            found.present++;
        }
    }
    return found;
}
function readSubtask(walk, id, index) {
    const { cursor, dialect: { version } } = walk;
    if (version === 2) {
        cursor.skip(8, 'the duration of a subtask');
        refuseLegacyState(walk, id, index);
    }
    if (readFlag(walk))
        readOperatorHandle(walk, 'a managed operator state handle');
    if (readFlag(walk))
        readOperatorHandle(walk, 'a raw operator state handle');
    readKeyedHandle(walk, 'a managed keyed state handle');
    readKeyedHandle(walk, 'a raw keyed state handle');
    if (version >= 3) {
        readChannelHandles(walk, 'input');
        readChannelHandles(walk, 'output');
    }
}
function refuseLegacyState(walk, id, index) {
    const legacy = walk.cursor.int('a number of legacy states');
    if (legacy === 0)
        return;
    if (legacy < 0) {
        throw walk.cursor.broken('a number of legacy states of 0 or more', String(legacy), walk.cursor.position - 4);
    }
    throw new errors/* UnsupportedMetadataError */.LT(`subtask ${index} of operator ${id} has state of Flink 1.1 or older (the Checkpointed interface), which Flink `
        + 'dropped after 1.3: restore this savepoint with Flink 1.3, let the operator use CheckpointedFunction and take a '
        + 'new savepoint', 'legacy-state', 2);
}
function readFlag(walk) {
    const flag = walk.cursor.int('the mark of an operator state');
    if (flag === 0 || flag === 1)
        return flag === 1;
    throw walk.cursor.broken('the mark of an operator state (0 or 1)', String(flag), walk.cursor.position - 4);
}

// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __nccwpck_require__(7851);
;// CONCATENATED MODULE: ./build/metadata/parse.js







const FLINK_VERSIONS = {
    2: '1.3 - 1.10',
    3: '1.11 - 1.15',
    4: '1.16 - 1.20',
    5: '2.0',
    6: '2.1 - 2.3',
};
const MASTER_STATE_MAGIC = 0xc96b1696;
/** Magic, length, and in there a version, a name and a length. */
const MASTER_STATE_BYTES = 18;
/**
 * Walks the bytes of a `_metadata` of Flink 1.3 to 2.3 and gives what it holds. The references read their paths from
 * the bytes when they are asked: leave these as they are while the snapshot is in use.
 *
 * @throws MetadataFormatError for bytes that are no `_metadata`, or a broken one.
 * @throws UnsupportedMetadataError for one that is known by name and refused.
 */
function parseMetadata(bytes) {
    const version = readVersion(new Cursor(bytes));
    const dialect = {
        version, channelHandles: version >= 6 ? 'typed' : 'with-subtask', changelog: 'released',
    };
    const walk = new Walk(new Cursor(bytes), dialect);
    try {
        return readSnapshot(walk);
    }
    catch (error) {
        if (version !== 3 || !(error instanceof errors/* MetadataFormatError */.Lk))
            throw error;
        return readOtherLayout(bytes, walk, error);
    }
}
/**
 * Version 3 names three layouts: Flink 1.11 wrote channel handles without a subtask, and the experimental changelog of
 * 1.14 shorter handles. Only bytes that the usual layout does not fit, and that hold such handles, come here.
 *
 * @throws MetadataFormatError of the layout that fits the longest, for there the bytes are broken: `usual`, or that of 1.11.
 */
function readOtherLayout(bytes, walk, usual) {
    let broken = usual;
    if (walk.channelHandleCount > 0) {
        const first = tryLayout(bytes, { version: 3, channelHandles: 'without-subtask', changelog: 'released' });
        if (!(first instanceof errors/* MetadataFormatError */.Lk))
            return first;
        if (first.offset > broken.offset)
            broken = first;
    }
    if (!walk.hasOldChangelogCode)
        throw broken;
    const experimental = tryLayout(bytes, { version: 3, channelHandles: 'with-subtask', changelog: '1.14' });
    if (experimental instanceof errors/* MetadataFormatError */.Lk)
        throw broken;
    throw new errors/* UnsupportedMetadataError */.LT('this checkpoint was written by the experimental changelog state backend of Flink 1.14, which no other release '
        + 'reads: restore it with Flink 1.14 and take a savepoint', 'changelog-1.14', 3);
}
function tryLayout(bytes, dialect) {
    try {
        return readSnapshot(new Walk(new Cursor(bytes), dialect));
    }
    catch (error) {
        if (error instanceof errors/* MetadataFormatError */.Lk)
            return error;
        throw error;
    }
}
function readVersion(cursor) {
    const { bytes } = cursor;
    if (bytes.length < 4 || cursor.int('the magic number') !== METADATA_MAGIC) {
        throw new errors/* MetadataFormatError */.Lk('these bytes are no Flink _metadata: at byte 0, expected the magic number 49 60 67 2d, found '
            + `${describeForeignBytes(bytes)} (savepoints of Flink 1.0 carry no magic number and cannot be read)`, 0);
    }
    const version = cursor.int('the metadata version');
    switch (version) {
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
            return version;
        case 1:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 1 is that of Flink 1.2 and older, which Flink itself has refused since 1.11: restore this '
                + 'savepoint with Flink 1.3 to 1.10 and take a new one', 'version-1', version);
        case 7:
            throw new errors/* UnsupportedMetadataError */.LT('metadata version 7 is a proposal that no released Flink writes: restore this snapshot with the build that '
                + 'wrote it and take a savepoint with a released Flink (1.3 to 2.3)', 'version-7', version);
        default:
            throw new errors/* UnsupportedMetadataError */.LT(`metadata version ${version} is not known here (2 to 6 are, Flink 1.3 to 2.3): if a newer Flink wrote this `
                + 'snapshot, look for a newer release of this tool; otherwise the bytes at 4 to 7 are damaged', 'unknown-version', version);
    }
}
function readSnapshot(walk) {
    const { cursor, dialect: { version } } = walk;
    cursor.skip(8, 'the magic number and version');
    const checkpointId = cursor.bigLong('the checkpoint id');
    if (checkpointId < 0n)
        throw cursor.broken('a checkpoint id of 0 or more', String(checkpointId), 8);
    const masterStates = readMasterStates(cursor);
    const operators = readOperators(walk);
    const properties = version >= 4 ? readJavaObject(cursor) : undefined;
    if (cursor.remaining > 0)
        throw cursor.broken('the end of the file', `${cursor.remaining} more bytes`);
    return {
        version,
        flinkVersions: FLINK_VERSIONS[version],
        checkpointId,
        kind: kindOf(properties, walk.hasSavepointKeyGroups),
        operators,
        references: walk.table.references,
        inlineStates: { count: walk.inlineCount, bytes: walk.inlineBytes },
        inlineNames: [...walk.inlineNames],
        masterStates,
        hasChangelog: walk.hasChangelog,
        warnings: (0,warnings/* warningsOf */.nZ)(walk, operators),
    };
}
function readMasterStates(cursor) {
    const count = cursor.count('a number of master states', MASTER_STATE_BYTES);
    const states = [];
    for (let index = 0; index < count; index++) {
        const magic = cursor.int('the magic number of a master state');
        if (magic >>> 0 !== MASTER_STATE_MAGIC) {
            throw cursor.broken('the magic number of a master state (c96b1696)', (magic >>> 0).toString(16), cursor.position - 4);
        }
        const length = cursor.count('a number of bytes of a master state', 1);
        const end = cursor.position + length;
        const version = cursor.int('the version of a master state');
        const name = cursor.text('the name of a master state');
        const bytes = cursor.count('a number of bytes of a master state', 1);
        cursor.skip(bytes, 'a master state');
        if (cursor.position !== end) {
            throw cursor.broken(`the end of a master state at byte ${end}`, `it at ${cursor.position}`);
        }
        states.push({ name, version, bytes });
    }
    return states;
}
function readOperators(walk) {
    const count = walk.cursor.count('a number of operators', OPERATOR_BYTES);
    const operators = [];
    for (; walk.operator < count; walk.operator++)
        operators.push(readOperator(walk));
    return operators;
}
/** The properties at the end of the file tell (V4+); without them, only canonical savepoints have code 7. */
function kindOf(properties, hasSavepointKeyGroups) {
    if (properties?.classes.has('org.apache.flink.runtime.checkpoint.CheckpointType') === true)
        return 'checkpoint';
    const format = 'org.apache.flink.core.execution.SavepointFormatType';
    if (properties?.constants.has(`${format}#CANONICAL`) === true)
        return 'savepoint-canonical';
    if (properties?.constants.has(`${format}#NATIVE`) === true)
        return 'savepoint-native';
    return hasSavepointKeyGroups ? 'savepoint-canonical' : 'unknown';
}


/***/ }),

/***/ 5252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ rewriteMetadata)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6673);
/* harmony import */ var _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6725);


const FILE = 2;
const RELATIVE_FILE = 6;
/** Both kinds have the size as a long, code 2 before the text and code 6 after it. */
const SIZE_BYTES = 8;
/** Below this many bytes a loop is quicker than a view and a native copy. */
const SHORT_COPY_BYTES = 64;
/**
 * The bytes with other paths: each reference for which `mapPath` gives another text gets it, everything else is copied
 * byte for byte. `undefined` or the same text is no change; without any change the result is `bytes` itself. The
 * snapshot must be the one that was parsed from these bytes. `rewritten` counts the replaced occurrences.
 *
 * @throws MetadataRewriteError naming the path whose new text does not fit into the format (65,535 bytes) or is empty.
 * @throws RangeError where the snapshot is not of these bytes.
 */
function rewriteMetadata(bytes, snapshot, mapPath) {
    const source = (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .asBuffer */ .bS)(bytes);
    let output;
    let copied = 0;
    let rewritten = 0;
    for (const reference of snapshot.references) {
        const wanted = mapPath(reference);
        if (wanted === undefined)
            continue;
        const { kind, path: text } = typeof wanted === 'string' ? { kind: reference.kind, path: wanted } : wanted;
        if (kind === reference.kind && text === reference.path)
            continue;
        const length = checkedLength(reference, text);
        checkSpan(bytes, reference, copied);
        output ??= new Output(firstCapacity(bytes, snapshot, length - reference.byteLength));
        if (kind !== reference.kind)
            checkConversion(reference, snapshot, kind);
        copied = splice(output, source, copied, reference, kind, text, length);
        rewritten++;
    }
    if (output === undefined)
        return { bytes, rewritten };
    output.copy(source, copied, bytes.length);
    return { bytes: output.finish(), rewritten };
}
function checkedLength(reference, text) {
    const length = (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .modifiedUtf8Length */ .pi)(text);
    if (length > 0 && length <= _modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D)
        return length;
    const became = length === 0
        ? 'would become empty'
        : `would become a text of ${length} bytes, and _metadata holds ${_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .MAX_TEXT_BYTES */ .$D} at most: choose a shorter target`;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .MetadataRewriteError */ .wA(`the path ${JSON.stringify(reference.path)} ${became}`, reference.path);
}
/** Appends what stands before the handle or its text, then the new one. @returns where the rest of the source begins. */
function splice(output, source, from, reference, kind, text, length) {
    const { offset } = reference;
    const textEnd = offset + 2 + reference.byteLength;
    if (kind === reference.kind) {
        output.copy(source, from, offset);
        output.text(text, length);
        return textEnd;
    }
    if (kind === 'relative') {
        output.copy(source, from, offset - SIZE_BYTES - 1);
        output.byte(RELATIVE_FILE);
        output.text(text, length);
        output.copy(source, offset - SIZE_BYTES, offset);
        return textEnd;
    }
    output.copy(source, from, offset - 1);
    output.byte(FILE);
    output.copy(source, textEnd, textEnd + SIZE_BYTES);
    output.text(text, length);
    return textEnd + SIZE_BYTES;
}
/** Segments and directories have no other form, and readers of version 2 know no relative handles. */
function checkConversion(reference, snapshot, kind) {
    const pair = [reference.kind, kind].sort().join(' and ');
    if (pair === 'file and relative' && snapshot.version > 2)
        return;
    throw new RangeError(`a ${reference.kind} handle of metadata version ${snapshot.version} cannot become a ${kind} one`);
}
/** A snapshot of other bytes would make a file that looks right and is not. */
function checkSpan(bytes, reference, copied) {
    const { offset, byteLength } = reference;
    const stated = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
    if (offset >= copied && offset + 2 + byteLength <= bytes.length && stated === byteLength)
        return;
    throw new RangeError(`the reference at byte ${offset} is not one of these ${bytes.length} bytes`);
}
/** Nearly always enough: with one rule, every reference changes by the same length. Twice the file is more than likely. */
function firstCapacity(bytes, snapshot, change) {
    return bytes.length + Math.min(bytes.length, Math.max(0, change) * snapshot.references.length);
}
/** Bytes that grow at the end. */
class Output {
    bytes;
    length = 0;
    constructor(capacity) {
        this.bytes = Buffer.allocUnsafeSlow(capacity);
    }
    /** Appends `source[start, end)`. */
    copy(source, start, end) {
        this.reserve(end - start);
        if (end - start > SHORT_COPY_BYTES) {
            source.copy(this.bytes, this.length, start, end);
        }
        else {
            for (let at = start; at < end; at++)
                this.bytes[this.length + at - start] = source[at] ?? 0;
        }
        this.length += end - start;
    }
    byte(value) {
        this.reserve(1);
        this.bytes[this.length++] = value;
    }
    /** Appends a text with its length in front. */
    text(text, length) {
        this.reserve(length + 2);
        this.bytes[this.length] = length >> 8;
        this.bytes[this.length + 1] = length & 0xff;
        (0,_modified_utf8_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeModifiedUtf8 */ .Xe)(text, length, this.bytes, this.length + 2);
        this.length += length + 2;
    }
    finish() {
        return this.bytes.subarray(0, this.length);
    }
    reserve(more) {
        if (this.length + more <= this.bytes.length)
            return;
        const grown = Buffer.allocUnsafeSlow(Math.ceil((this.length + more) * 1.125));
        this.bytes.copy(grown, 0, 0, this.length);
        this.bytes = grown;
    }
}


/***/ }),

/***/ 7851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _I: () => (/* binding */ WRITE_AHEAD_STATE),
/* harmony export */   nZ: () => (/* binding */ warningsOf),
/* harmony export */   yG: () => (/* binding */ describeOperator)
/* harmony export */ });
/** The operator state of `GenericWriteAheadSink`, whose handles are hidden inside Java-serialised user state. */
const WRITE_AHEAD_STATE = 'pending-checkpoints';
/** What a person should know of a snapshot before it is moved, as sentences. */
function warningsOf(walk, operators) {
    const warnings = [];
    for (const operator of operators) {
        if (operator.stateNames.includes(WRITE_AHEAD_STATE))
            warnings.push(writeAheadWarning(operator));
    }
    const paths = [...walk.inlineNames].filter(looksLikePath);
    if (paths[0] !== undefined)
        warnings.push(inlineNamesWarning(paths.length, paths[0]));
    if (walk.hasChangelog) {
        warnings.push('this snapshot has changelog state: after a move Flink restores it with claim mode CLAIM only');
    }
    if (walk.dialect.channelHandles === 'without-subtask') {
        warnings.push('this is an unaligned checkpoint of Flink 1.11 with data in flight: only Flink 1.11 reads it');
    }
    return warnings;
}
function writeAheadWarning(operator) {
    return `operator ${describeOperator(operator)} has the state "${WRITE_AHEAD_STATE}" of a GenericWriteAheadSink: it names `
        + 'files inside serialised user state that cannot be relocated, and Flink loses the pending batch without a failure';
}
/** The operator's id, with its name or uid where the file has one. */
function describeOperator(operator) {
    const label = operator.name ?? operator.uid;
    return label === undefined ? operator.id : `${JSON.stringify(label)} (${operator.id})`;
}
function inlineNamesWarning(count, example) {
    const subject = count === 1 ? 'one in-line state has a name that looks' : `${count} in-line states have names that look`;
    return `${subject} like a path, such as ${JSON.stringify(example)}: these are identifiers that Flink compares and never `
        + 'opens, so they remain as they are';
}
function looksLikePath(name) {
    return name.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:\//.test(name);
}


/***/ }),

/***/ 7751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  s: () => (/* binding */ relocate)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
// EXTERNAL MODULE: ./build/inspection/read-snapshot.js
var read_snapshot = __nccwpck_require__(68);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __nccwpck_require__(5765);
// EXTERNAL MODULE: ./build/metadata/parse.js + 11 modules
var parse = __nccwpck_require__(2649);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __nccwpck_require__(5012);
;// CONCATENATED MODULE: ./build/relocation/internal-names.js
/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
const FORMER_METADATA = '_metadata.before-relocation';
/** Names that this tool makes beside a snapshot and that are no part of it. */
function isInternalName(name) {
    return name.startsWith(FORMER_METADATA);
}

// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __nccwpck_require__(5410);
;// CONCATENATED MODULE: ./build/relocation/commit.js






/** How much more than expected may be read back before it is called different. */
const READ_BACK_SLACK_BYTES = 1;
/** The `_metadata` of a target, `undefined` where there is none. */
async function readTargetMetadata(store, location, maxBytes, signal) {
    const info = await store.stat(location, { signal });
    if (info === undefined)
        return undefined;
    // Larger than what would be written: it is different, and how different does not matter.
    if (info.sizeBytes > maxBytes)
        return new Uint8Array(0);
    return (await store.read(location, { signal, maxBytes })).bytes;
}
/** Whether the snapshot now in the target is the very one that this run would write. */
function sameBytes(a, b) {
    return Buffer.compare(a, b) === 0;
}
/**
 * Writes `_metadata`, the act that makes the directory a snapshot, and proves it by reading it back: the same bytes, and
 * each of its references among the verified objects.
 *
 * @param replace an existing `_metadata` may be replaced (`overwrite`, or a rewrite in place).
 * @returns whether the store honours conditional writes, and whether another run wrote the identical file first.
 * @throws RelocationError where another relocation won, or what is read back differs.
 */
async function commitMetadata(plan, store, verified, replace, signal) {
    const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
    requireVerified(plan, plan.metadata, verified);
    signal.throwIfAborted();
    const published = await store.publish(location, plan.metadata, { replace, signal });
    const back = await store.read(location, { signal, maxBytes: plan.metadata.length + READ_BACK_SLACK_BYTES })
        .catch((error) => {
        signal.throwIfAborted();
        // Larger than what was written: it is somebody else's, whatever it says.
        if (error instanceof storage_error/* StorageError */.a && error.code === 'too-large')
            return { bytes: new Uint8Array(0) };
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} was written but could not be read back, so nothing is proved: run again, it will `
            + 'say whether the snapshot is there', { cause: error });
    });
    const same = sameBytes(back.bytes, plan.metadata);
    if (published.outcome === 'exists' && !same) {
        throw new relocation_error/* RelocationError */.f(`another run wrote a different ${(0,location_location/* displayLocation */.S5)(location)} meanwhile; it was left alone, and this run's files lie `
            + 'beside it: let only one relocation write to a target');
    }
    if (!same) {
        throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(location)} reads back with other bytes than were written: do not restore from it; see who else `
            + 'writes there, then run again with overwrite');
    }
    requireVerified(plan, back.bytes, verified);
    return { conditionHonoured: published.conditionHonoured, alreadyThere: published.outcome === 'exists' };
}
/** Each file that a `_metadata` names must be one that was seen whole, or one that was knowingly kept outside. */
function requireVerified(plan, bytes, verified) {
    const kept = new Set(plan.kept.map((file) => (0,location_location/* identityOf */.cu)(file.from)));
    const directory = plan.placement.snapshot.to;
    for (const reference of (0,parse/* parseMetadata */.j)(bytes).references) {
        if (reference.kind === 'directory')
            continue;
        const location = reference.kind === 'relative'
            ? (0,location_location/* resolveWithin */.s5)(directory, reference.path)
            : (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        const key = (0,location_location/* identityOf */.cu)(location);
        if (verified.has(key) || kept.has(key))
            continue;
        throw new relocation_error/* RelocationError */.f(`the new _metadata names ${(0,location_location/* displayLocation */.S5)(location)}, which was not verified; it was not written: please report `
            + 'this with the report file');
    }
}
/**
 * Keeps the former `_metadata` beside the one that replaces it in its own place. An earlier copy with the same bytes
 * serves; one with other bytes is left alone and the next free name is taken.
 */
async function keepFormerMetadata(store, directory, former, signal) {
    for (let n = 1;; n++) {
        const location = (0,location_location/* resolveWithin */.s5)(directory, n === 1 ? FORMER_METADATA : `${FORMER_METADATA}-${n}`);
        const published = await store.publish(location, former, { replace: false, signal });
        if (published.outcome !== 'exists')
            return location;
        const there = await readTargetMetadata(store, location, former.length, signal);
        if (there !== undefined && sameBytes(there, former))
            return location;
    }
}

;// CONCATENATED MODULE: ./build/relocation/pool.js
/**
 * Runs `work` for each item, so many at once, in the given order. The first failure stops the start of further items,
 * aborts the signal that the others were given, waits for them to end, and is thrown.
 */
async function runPool(items, limits, signal, work, weigh = () => 0) {
    signal.throwIfAborted();
    const failure = new AbortController();
    const both = AbortSignal.any([signal, failure.signal]);
    const maxWeight = limits.maxWeight ?? Infinity;
    let next = 0;
    let weight = 0;
    let running = 0;
    let failed;
    let wake = () => undefined;
    const start = (item, itemWeight) => {
        running++;
        weight += itemWeight;
        void work(item, both).catch((error) => {
            failed ??= { error };
            failure.abort(error);
        }).finally(() => {
            running--;
            weight -= itemWeight;
            wake();
        });
    };
    for (;;) {
        while (next < items.length && !both.aborted && running < limits.concurrency) {
            const item = items[next];
            const itemWeight = weigh(item);
            if (running > 0 && weight + itemWeight > maxWeight)
                break;
            next++;
            start(item, itemWeight);
        }
        if (running === 0)
            break;
        await new Promise((resolve) => { wake = resolve; });
    }
    signal.throwIfAborted();
    if (failed !== undefined)
        throw failed.error;
}

;// CONCATENATED MODULE: ./build/relocation/copy.js




/** Bytes that streamed copies may hold in memory at once: small objects are read whole. */
const MAX_BUFFERED_BYTES = 256 * 2 ** 20;
const BUFFERED_BYTES_PER_FILE = 16 * 2 ** 20;
/** Without a word from the user. Server-side copies cost no bandwidth here, streams do. */
const DEFAULT_CONCURRENCY = { 'server-side': 64, streamed: 32, local: 8 };
/** The number of objects in flight. */
function concurrencyOf(asked, transfer) {
    return asked ?? DEFAULT_CONCURRENCY[transfer.mode];
}
/**
 * Sorts planned files into those to copy and those that the target holds already. `trusted`: the target's `_metadata` is
 * the very one that would be written, so that what lies there with the right size was proved before it was committed.
 */
async function findWork(files, target, transfer, trusted, concurrency, signal) {
    const pending = [];
    const present = [];
    const replaced = [];
    await runPool(files, { concurrency }, signal, async (seen, both) => {
        const there = target.get(seen.file.to);
        if (there === undefined)
            pending.push(seen);
        else if (there.sizeBytes === seen.info.sizeBytes
            && (trusted || await transfer.sameContent(seen.info, there, { signal: both })))
            present.push(seen);
        else {
            pending.push(seen);
            replaced.push(seen.file.to);
        }
    });
    return { pending, present, replaced };
}
/**
 * Refuses to replace what lies where a path-map rule leads: unlike the snapshot's own home, such a place may be somebody
 * else's.
 */
function refuseReplacing(work, home, overwrite) {
    if (overwrite)
        return;
    const outside = work.replaced.filter((location) => !(0,location_location/* isWithin */.UO)(location, home));
    if (outside.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(outside.length, 'file')} that path-map leads out of the target exist there with other content; nothing was `
        + 'written: change the rule, or set overwrite to true', { details: (0,relocation_error/* shorten */.m)(outside.map(location_location/* displayLocation */.S5)) });
}
/**
 * Copies the pending files: the smallest one first and alone, where the server copies, because it proves whether the
 * credentials allow that; then the largest first, so that small ones fill the gaps at the end.
 */
async function copyFiles(work, transfer, concurrency, narrator, signal) {
    const files = [...work.pending].sort((a, b) => b.info.sizeBytes - a.info.sizeBytes);
    const bytesTotal = totalBytes(files);
    const started = performance.now();
    let filesDone = 0;
    let bytesDone = 0;
    const tell = () => {
        narrator.progress({
            filesDone, filesTotal: files.length, bytesDone, bytesTotal, elapsedMs: performance.now() - started,
        });
    };
    const copyOne = async ({ file, info }, both) => {
        const written = await transfer.copy(info, file.to, {
            signal: both,
            onBytes: (bytes) => {
                bytesDone += bytes;
                tell();
            },
        });
        requireSize(written, info, file.to);
        filesDone++;
        narrator.debug(`copied ${(0,location_location/* displayLocation */.S5)(file.from)} to ${(0,location_location/* displayLocation */.S5)(file.to)} (${info.sizeBytes} bytes)`);
        tell();
    };
    const probe = transfer.mode === 'server-side' ? files.pop() : undefined;
    if (probe !== undefined)
        await runPool([probe], { concurrency: 1 }, signal, copyOne);
    const limits = { concurrency: concurrencyOf(concurrency, transfer), maxWeight: MAX_BUFFERED_BYTES };
    await runPool(files, limits, signal, copyOne, ({ info }) => (transfer.mode === 'streamed' ? Math.min(info.sizeBytes, BUFFERED_BYTES_PER_FILE) : 0));
}
function requireSize(written, from, to) {
    if (written.sizeBytes === from.sizeBytes)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(to)} has ${written.sizeBytes} bytes after the copy, its source has ${from.sizeBytes}: run again; `
        + 'what is whole is not copied a second time');
}
/** The sum of the sizes that the source store reports. */
function totalBytes(files) {
    return files.reduce((sum, { info }) => sum + info.sizeBytes, 0);
}

;// CONCATENATED MODULE: ./build/relocation/delete-source.js



/**
 * Deletes a relocated snapshot at its source: `_metadata` first, so that what is left is never taken for a snapshot, then
 * the files that were copied and belong to this snapshot alone. Shared files of checkpoints, gathered external files and
 * whatever else lies there stay.
 *
 * @returns the number of files deleted, `_metadata` included, and a sentence about what was left, if anything.
 */
async function deleteSource(plan, source, signal) {
    const exclusive = plan.files.filter((file) => file.exclusive);
    await source.remove([(0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.from, read_snapshot/* METADATA_NAME */.ce)], { signal });
    await source.remove(exclusive.map((file) => file.from), { signal });
    const left = plan.files.length - exclusive.length;
    return {
        deleted: exclusive.length + 1,
        left: left === 0
            ? undefined
            : `${(0,quantities/* countOf */.pq)(left, 'copied file')} that other snapshots may use ${left === 1 ? 'was' : 'were'} left at the source`,
    };
}

;// CONCATENATED MODULE: ./build/relocation/placement.js


const CHECKPOINT_DIRECTORY = /^chk-\d+$/;
const JOB_ID = /^[0-9a-f]{32}$/;
/** The job directory in which a location below a checkpoint root lies, by its name; `undefined` for any other place. */
function jobBelow(root, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, root);
    const job = rest?.slice(0, Math.max(0, rest.indexOf('/')));
    return job !== undefined && JOB_ID.test(job) ? job : undefined;
}
/**
 * Places a snapshot under `target`, as Flink's own target directory is used: `<target>/<savepoint name>`, or for a
 * directory called `chk-<digits>` `<target>/<job directory>/chk-N`. `targetName` replaces the savepoint's name or the
 * job directory's.
 *
 * @throws RelocationError where no name can be told.
 */
function placeSnapshot(directory, target, targetName) {
    const name = (0,location_location/* nameOf */.Vb)(directory);
    if (!CHECKPOINT_DIRECTORY.test(name)) {
        const placed = targetName ?? name;
        if (placed === '') {
            throw new relocation_error/* RelocationError */.f(`source ${(0,location_location/* displayLocation */.S5)(directory)} is a root and has no name of its own: give target-name`);
        }
        const move = { from: directory, to: (0,location_location/* resolveWithin */.s5)(target, placed) };
        return { shape: 'savepoint', snapshot: move, home: move };
    }
    const job = (0,location_location/* parentOf */.gN)(directory);
    const jobName = job === undefined ? '' : (0,location_location/* nameOf */.Vb)(job);
    if (job === undefined || (targetName === undefined && !JOB_ID.test(jobName))) {
        throw new relocation_error/* RelocationError */.f(`the checkpoint ${(0,location_location/* displayLocation */.S5)(directory)} does not lie in a job directory (32 hex digits): `
            + 'give target-name, the name its job directory shall have under target');
    }
    const home = { from: job, to: (0,location_location/* resolveWithin */.s5)(target, targetName ?? jobName) };
    const snapshot = { from: directory, to: (0,location_location/* resolveWithin */.s5)(home.to, name) };
    const root = JOB_ID.test(jobName) ? (0,location_location/* parentOf */.gN)(job) : undefined;
    return { shape: 'checkpoint', snapshot, home, ...(root && { root: { from: root, to: target } }) };
}
/**
 * Refuses source and target that lie in one another. Only within one store: the same text on two endpoints is two
 * places. An equal source and target is the caller's to judge ({@link isInPlace}).
 */
function refuseNested(placement) {
    const { from, to } = placement.home;
    if ((0,location_location/* sameLocation */.It)(from, to) || (!(0,location_location/* isWithin */.UO)(from, to) && !(0,location_location/* isWithin */.UO)(to, from)))
        return;
    throw new relocation_error/* RelocationError */.f(`the snapshot would go to ${(0,location_location/* displayLocation */.S5)(to)}, which ${(0,location_location/* isWithin */.UO)(to, from) ? 'lies inside' : 'contains'} `
        + `the source ${(0,location_location/* displayLocation */.S5)(from)}: choose a target (or target-name) beside it`);
}
/** Whether the snapshot would stay where it is. */
function isInPlace(placement) {
    return (0,location_location/* sameLocation */.It)(placement.home.from, placement.home.to);
}
/** `location` carried over by `move`, `undefined` where it lies outside `move.from`. */
function carry(move, location) {
    const rest = (0,location_location/* relativePath */.iZ)(location, move.from);
    if (rest === undefined)
        return undefined;
    return rest === '' ? move.to : (0,location_location/* resolveWithin */.s5)(move.to, rest);
}
/**
 * The move of the earlier job's directory in which the location lies: `<root>/<32 hex digits>/…` goes to
 * `<target>/<the same name>/…`. `undefined` for any other place.
 */
function earlierJobOf(placement, location) {
    if (placement.root === undefined)
        return undefined;
    const job = jobBelow(placement.root.from, location);
    if (job === undefined)
        return undefined;
    return { from: (0,location_location/* resolveWithin */.s5)(placement.root.from, job), to: (0,location_location/* resolveWithin */.s5)(placement.root.to, job) };
}

;// CONCATENATED MODULE: ./build/relocation/former-home.js




/**
 * A snapshot whose files were moved before its `_metadata` was rewritten names its former home. Each move returned here
 * says: what the metadata places below `from` is to be read below `to`, never from the former home.
 */
function givenFormerHome(movedFrom, snapshot, placement) {
    const given = parseGiven(movedFrom);
    const former = (0,location_location/* nameOf */.Vb)(given) === read_snapshot/* METADATA_NAME */.ce ? (0,location_location/* parentOf */.gN)(given) ?? given : given;
    const moves = formerMoves(former, placement);
    if (!absoluteLocations(snapshot).some(([location]) => moves.some((move) => (0,location_location/* isWithin */.UO)(location, move.from)))) {
        throw new relocation_error/* RelocationError */.f(`moved-from ${(0,location_location/* displayLocation */.S5)(former)}: nothing in _metadata lies there; `
            + 'leave moved-from out, or give the directory that `inspect` shows');
    }
    return moves;
}
/** The directories outside the snapshot's home that could be its former home, by their form alone. */
function formerCandidates(snapshot, placement) {
    const candidates = new Map();
    for (const [location, reference] of absoluteLocations(snapshot)) {
        if ((0,location_location/* isWithin */.UO)(location, placement.home.from))
            continue;
        const former = formerHomeOf(location, placement);
        if (former === undefined)
            continue;
        const key = (0,location_location/* identityOf */.cu)(former);
        const candidate = candidates.get(key) ?? { moves: formerMoves(former, placement), files: [] };
        candidate.files.push([location, reference]);
        candidates.set(key, candidate);
    }
    return [...candidates.values()];
}
/**
 * The directories of earlier jobs below a former checkpoint root, which may have been moved along with the job's own: the
 * checkpoint of a restarted job names files of theirs. `found` are the former homes that are known.
 */
function earlierJobCandidates(snapshot, { home, root }, found) {
    const candidates = new Map();
    for (const { from: former, to } of found) {
        const formerRoot = (0,location_location/* parentOf */.gN)(former);
        if (root === undefined || formerRoot === undefined || !(0,location_location/* sameLocation */.It)(to, home.from))
            continue;
        for (const [location, reference] of absoluteLocations(snapshot)) {
            const job = (0,location_location/* isWithin */.UO)(location, former) ? undefined : jobBelow(formerRoot, location);
            if (job === undefined)
                continue;
            const move = { from: (0,location_location/* resolveWithin */.s5)(formerRoot, job), to: (0,location_location/* resolveWithin */.s5)(root.from, job) };
            const key = (0,location_location/* identityOf */.cu)(move.from);
            const candidate = candidates.get(key) ?? { move, moves: [move], files: [] };
            candidate.files.push([location, reference]);
            candidates.set(key, candidate);
        }
    }
    return [...candidates.values()];
}
/**
 * Finds the former homes by itself: those candidates of which every referenced file name is present in the source with
 * the same size. `listing` is everything below the snapshot's home.
 */
function findFormerHomes(candidates, listing) {
    const sizes = new Map(listing.map((info) => [(0,location_location/* identityOf */.cu)(info.location), info.sizeBytes]));
    return candidates
        .filter(({ moves, files }) => files.every(([location, reference]) => isPresent(location, reference, moves, sizes)))
        .flatMap(({ moves }) => moves);
}
function isPresent(location, reference, moves, sizes) {
    if (reference.kind === 'directory')
        return true;
    const here = readPlace(moves, location);
    const size = here && sizes.get((0,location_location/* identityOf */.cu)(here));
    if (size === undefined)
        return false;
    if (reference.sizeIs === 'unknown')
        return true;
    return reference.sizeIs === 'exact' ? size === reference.sizeBytes : size >= reference.sizeBytes;
}
/** Where the bytes of a location of the metadata are read: below the source when it lies in a former home. */
function readPlace(moves, location) {
    for (const move of moves) {
        const here = carry(move, location);
        if (here !== undefined)
            return here;
    }
    return undefined;
}
function parseGiven(movedFrom) {
    try {
        return (0,location_location/* parseLocation */.zS)(movedFrom);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new relocation_error/* RelocationError */.f(`moved-from: ${error.message}`, { cause: error });
    }
}
function absoluteLocations(snapshot) {
    const found = [];
    for (const reference of snapshot.references) {
        if (reference.kind === 'relative')
            continue;
        try {
            found.push([(0,location_location/* parseWrittenLocation */.A3)(reference.path), reference]);
        }
        catch (error) {
            // A path that is no location is refused by the plan, with a sentence of its own.
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
        }
    }
    return found;
}
/** Savepoint directories are flat; of a checkpoint the job directory is what people move, and its name stays. */
function formerHomeOf(location, placement) {
    if (placement.shape === 'savepoint')
        return (0,location_location/* parentOf */.gN)(location);
    const segment = `/${(0,location_location/* nameOf */.Vb)(placement.home.from)}/`;
    const at = location.path.indexOf(segment);
    return at < 0 ? undefined : { ...location, path: location.path.slice(0, at + segment.length - 1) };
}
/** A checkpoint's former home may be given as its job directory or as `chk-N`; the job directory follows from it. */
function formerMoves(former, placement) {
    if (placement.shape === 'savepoint')
        return [{ from: former, to: placement.home.from }];
    if ((0,location_location/* nameOf */.Vb)(former) !== (0,location_location/* nameOf */.Vb)(placement.snapshot.from))
        return [{ from: former, to: placement.home.from }];
    const job = (0,location_location/* parentOf */.gN)(former);
    return [
        { from: former, to: placement.snapshot.from },
        ...(job ? [{ from: job, to: placement.home.from }] : []),
    ];
}

// EXTERNAL MODULE: ./build/storage/server-side.js
var server_side = __nccwpck_require__(5307);
;// CONCATENATED MODULE: ./build/relocation/leftovers.js





/** Keys that are asked for one by one, so many at once and no more in all: it is a courtesy, not a proof. */
const AT_ONCE = 16;
const MOST_ASKED = 1000;
const MOST_NAMED = 3;
/**
 * Looks for unfinished multipart uploads under the keys that a run is about to write in parts: what a killed run leaves
 * costs storage and is in no listing of objects. They are never touched, for another run may be at work.
 *
 * @returns a sentence, `undefined` where there are none or the store does not tell.
 */
async function findLeftovers(pending, target, signal) {
    if (!(0,server_side/* canCopyWithin */.d)(target))
        return undefined;
    const large = pending.filter(({ info }) => target.cost.write(info.sizeBytes) > 1).slice(0, MOST_ASKED);
    const found = [];
    let uploads = 0;
    try {
        await runPool(large, { concurrency: AT_ONCE }, signal, async ({ file }, both) => {
            const count = await target.countUploads(file.to, { signal: both });
            if (count === 0)
                return;
            uploads += count;
            found.push((0,location_location/* displayLocation */.S5)(file.to));
        });
    }
    catch (error) {
        // Listing uploads needs a permission of its own (s3:ListBucketMultipartUploads), which nothing else here needs.
        if (error instanceof storage_error/* StorageError */.a)
            return undefined;
        throw error;
    }
    if (found.length === 0)
        return undefined;
    const names = found.sort().slice(0, MOST_NAMED).join(', ');
    return `${(0,quantities/* countOf */.pq)(uploads, 'unfinished multipart upload')} of an earlier or another run ${uploads === 1 ? 'lies' : 'lie'} under `
        + `${names}${found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : ''}; ${uploads === 1 ? 'it was' : 'they were'} `
        + 'not touched and cost storage: a lifecycle rule with AbortIncompleteMultipartUpload on the bucket removes such uploads';
}

;// CONCATENATED MODULE: ./build/relocation/claim-mode.js
/**
 * The mode in which a job restores from the relocated snapshot and goes on. CLAIM where changelog handles occur (codes 8
 * and 14): with NO_CLAIM, Flink's default, such a job restores and fails at its first checkpoint. `undefined` for
 * metadata version 2, whose readers (up to 1.14) know no such option.
 */
function claimModeOf(snapshot) {
    if (snapshot.version === 2)
        return undefined;
    return snapshot.hasChangelog ? 'CLAIM' : 'NO_CLAIM';
}

;// CONCATENATED MODULE: ./build/relocation/outcome.js




/** What is known of the result so far; becomes the report. */
class Outcome {
    read;
    plan;
    transfer;
    files = [];
    copied = [];
    orphans = [];
    deleted = 0;
    alreadyThere = false;
    requests = 0;
    estimate;
    constructor(read, plan, transfer) {
        this.read = read;
        this.plan = plan;
        this.transfer = transfer;
    }
    /** The report as of now. */
    report(durationMs, warnings) {
        const { plan, estimate } = this;
        const { snapshot, directory } = this.read;
        const claimMode = claimModeOf(snapshot);
        return {
            dryRun: estimate !== undefined,
            outcome: estimate !== undefined ? 'planned' : this.alreadyThere ? 'already-there' : 'relocated',
            source: (0,location_location/* formatLocation */.j$)(directory),
            savepointPath: (0,location_location/* formatLocation */.j$)(plan.placement.snapshot.to),
            metadataPath: (0,location_location/* formatLocation */.j$)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce)),
            kind: snapshot.kind,
            metadataVersion: snapshot.version,
            flinkVersions: snapshot.flinkVersions,
            ...(claimMode !== undefined && { claimMode }),
            checkpointId: snapshot.checkpointId.toString(),
            filesCopied: this.copied.length,
            filesSkipped: estimate?.skipped ?? this.files.length - this.copied.length,
            bytesCopied: totalBytes(this.copied),
            urisRewritten: plan.urisRewritten,
            transferMode: this.transfer.mode,
            ...(estimate && { estimatedRequests: estimate.requests, estimatedBytes: estimate.bytes }),
            durationMs: Math.round(durationMs),
            warnings,
            orphans: this.orphans,
            deleted: this.deleted,
            plan: {
                files: this.files.map(({ file, info }) => ({ from: (0,location_location/* formatLocation */.j$)(file.from), to: (0,location_location/* formatLocation */.j$)(file.to), bytes: info.sizeBytes })),
            },
        };
    }
}

// EXTERNAL MODULE: ./build/metadata/rewrite.js
var rewrite = __nccwpck_require__(5252);
// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __nccwpck_require__(7851);
;// CONCATENATED MODULE: ./build/relocation/merged-directories.js


/**
 * The directories of code 17 are orders to delete: under CLAIM Flink deletes them recursively once the claimed checkpoint
 * is subsumed. So each must become a directory of its own that holds nothing but its own files.
 *
 * @throws RelocationError where one would hold the snapshot, meet another one, or get files of another place.
 */
function refuseSharedDirectories(directories, placement, files) {
    const byTarget = new Map();
    for (const move of directories) {
        const key = (0,location_location/* identityOf */.cu)(move.to);
        const other = byTarget.get(key);
        if (other !== undefined && !(0,location_location/* sameLocation */.It)(other.from, move.from)) {
            throw dangerous(move, `which ${(0,location_location/* displayLocation */.S5)(other.from)} would share`);
        }
        byTarget.set(key, move);
    }
    for (const move of byTarget.values()) {
        if ((0,location_location/* isWithin */.UO)(placement.snapshot.to, move.to) || (0,location_location/* sameLocation */.It)(placement.home.to, move.to)) {
            throw dangerous(move, 'which holds the snapshot itself');
        }
        refuseStranger(move.from, move.to, byTarget);
    }
    if (byTarget.size > 0)
        for (const file of files)
            refuseStranger(file.from, file.to, byTarget);
}
/** Refuses what lands below a merged directory without having been below it. */
function refuseStranger(from, to, byTarget) {
    for (let above = (0,location_location/* parentOf */.gN)(to); above !== undefined; above = (0,location_location/* parentOf */.gN)(above)) {
        const move = byTarget.get((0,location_location/* identityOf */.cu)(above));
        if (move !== undefined && !(0,location_location/* isWithin */.UO)(from, move.from)) {
            throw dangerous(move, `where ${(0,location_location/* displayLocation */.S5)(from)} would lie too`);
        }
    }
}
function dangerous(move, why) {
    return new relocation_error/* RelocationError */.f(`the file-merging directory ${(0,location_location/* displayLocation */.S5)(move.from)} would become ${(0,location_location/* displayLocation */.S5)(move.to)}, ${why}: `
        + 'Flink deletes such directories with all that is in them; change the path-map so that it gets a directory of its own');
}

// EXTERNAL MODULE: ./build/location/path-map.js
var path_map = __nccwpck_require__(2728);
;// CONCATENATED MODULE: ./build/relocation/route.js






/** Decides where references go, and collects what it has to refuse so that all of it is told at once. */
class Router {
    #placement;
    #options;
    #routes = new Map();
    #externals = new Map();
    #refusals = [];
    #usedRules = new Set();
    /** File names given out in the savepoint directory to gathered files, so that equal names do not collide. */
    #gathered = new Map();
    #claimed = new Map();
    #kept = 0;
    #repaired = 0;
    constructor(placement, options) {
        this.#placement = placement;
        this.#options = options;
        for (const { location } of options.claimed)
            this.#claimed.set((0,location_location/* nameOf */.Vb)(location), location);
    }
    /** The route of a reference; equal paths have one route. */
    route(reference) {
        const key = routeKey(reference);
        let route = this.#routes.get(key);
        if (route === undefined) {
            route = reference.kind === 'relative' ? this.#relative(reference) : this.#absolute(reference);
            this.#routes.set(key, route);
        }
        return route;
    }
    /** The new text of a reference that was routed before, `undefined` where the written one stays. */
    rewrite(reference) {
        const route = this.#routes.get(routeKey(reference));
        if (route?.kind !== 'copied')
            return undefined;
        if (this.#options.references === 'relative' && reference.kind === 'file' && !reference.incremental && !reference.changelog) {
            const name = (0,location_location/* relativePath */.iZ)(route.to, this.#placement.snapshot.to);
            if (name !== undefined)
                return { kind: 'relative', path: name };
        }
        return route.written;
    }
    /** Sentences about kept files and rules that nothing used. */
    warnings() {
        const warnings = this.#options.pathMap
            .filter((rule) => !this.#usedRules.has(rule))
            .map((rule) => `path-map rule ${(0,location_location/* formatLocation */.j$)(rule.from)} => ${(0,location_location/* formatLocation */.j$)(rule.to)} matches nothing in _metadata`);
        if (this.#repaired > 0) {
            warnings.push(`${(0,quantities/* countOf */.pq)(this.#repaired, 'relative handle')} named files that are not beside _metadata but in claimed-savepoint `
                + '(FLINK-39964): copied from there and written as absolute handles');
        }
        if (this.#kept > 0) {
            warnings.push(`${this.#kept} external files stay where they are (external-files: keep): the result leans on them, `
                + 'do not delete them while a job uses it');
        }
        return warnings;
    }
    /** @throws RelocationError naming everything that was refused, with the path-map lines that would allow it. */
    refuse() {
        if (this.#refusals.length > 0) {
            throw new relocation_error/* RelocationError */.f(`_metadata names ${this.#refusals.length === 1 ? 'a path' : `${this.#refusals.length} paths`} that cannot be `
                + 'relocated: it is damaged or was made by hand; take a new savepoint', { details: (0,relocation_error/* shorten */.m)(this.#refusals) });
        }
        if (this.#externals.size === 0)
            return;
        const externals = [...this.#externals.values()];
        const references = externals.reduce((sum, external) => sum + external.references, 0);
        const merged = externals.some((external) => external.merged);
        throw new relocation_error/* RelocationError */.f(`${references === 1 ? 'a file' : `${references} files or directories`} of the snapshot `
            + `${references === 1 ? 'lies' : 'lie'} outside of it, and nothing says where they shall go: add to path-map the lines below`
            + (merged ? ' (directories of a file-merging checkpoint are never kept or gathered)' : ', or set external-files'), { details: (0,relocation_error/* shorten */.m)(externals.map(({ directory }) => this.#suggestion(directory))) });
    }
    #relative(reference) {
        const { from, to } = this.#placement.snapshot;
        if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(reference.path)) {
            return this.#refuse(`${JSON.stringify(reference.path)} is written as a relative name but has a scheme`);
        }
        try {
            const here = (0,location_location/* resolveWithin */.s5)(from, reference.path);
            const claimed = this.#claimed.get((0,location_location/* nameOf */.Vb)(here));
            if (claimed !== undefined && !this.#options.present.has((0,location_location/* identityOf */.cu)(here)))
                return this.#repair(claimed);
            return { kind: 'copied', from: here, to: (0,location_location/* resolveWithin */.s5)(to, reference.path) };
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
    }
    #absolute(reference) {
        let named;
        try {
            named = (0,location_location/* parseWrittenLocation */.A3)(reference.path);
        }
        catch (error) {
            if (!(error instanceof location_location/* LocationError */.KA))
                throw error;
            return this.#refuse(error.message);
        }
        const from = readPlace(this.#options.formerHomes, named) ?? named;
        const to = this.#byRule(named, from) ?? this.#byHome(from);
        if (to !== undefined) {
            if (!(0,location_location/* sameStore */.Yx)(from.scheme, this.#placement.snapshot.from.scheme)) {
                return this.#refuse(`${(0,location_location/* formatLocation */.j$)(from)} lies in another kind of store than the source and cannot be read with it`);
            }
            if (!(0,location_location/* sameStore */.Yx)(to.scheme, this.#placement.snapshot.to.scheme)) {
                return this.#refuse(`${(0,location_location/* formatLocation */.j$)(from)} would go to ${(0,location_location/* formatLocation */.j$)(to)}, another kind of store than the target`);
            }
            return this.#copied(reference, from, to);
        }
        return this.#external(reference, from);
    }
    /**
     * A checkpoint taken after the CLAIM of a native savepoint names files of that savepoint relative to itself, where they
     * are not (FLINK-39964). Found in a directory that the user named, the handle becomes an absolute one, as the fixed Flink
     * writes it.
     */
    #repair(found) {
        this.#repaired++;
        const to = this.#byRule(found, found) ?? this.#byHome(found) ?? this.#gather(found);
        return { kind: 'copied', from: found, to, written: { kind: 'file', path: (0,location_location/* formatLocation */.j$)(to) } };
    }
    #byRule(named, from) {
        for (const location of [named, from]) {
            const to = (0,path_map/* applyPathMap */.y)(this.#options.pathMap, location);
            if (to === undefined)
                continue;
            for (const rule of this.#options.pathMap)
                if ((0,location_location/* isWithin */.UO)(location, rule.from))
                    this.#usedRules.add(rule);
            return to;
        }
        return undefined;
    }
    #byHome(from) {
        const placement = this.#placement;
        const home = carry(placement.home, from);
        if (home !== undefined)
            return home;
        const earlier = earlierJobOf(placement, from);
        return earlier && carry(earlier, from);
    }
    #external(reference, from) {
        const choice = this.#options.externalFiles;
        const merged = reference.kind === 'directory' || reference.kind === 'segment';
        if (choice === 'copy' && reference.kind !== 'directory' && this.#mayGather(from)) {
            return this.#copied(reference, from, this.#gather(from));
        }
        if (choice === 'keep' && !merged && !reference.changelog) {
            this.#kept++;
            return { kind: 'kept', from, to: from };
        }
        const directory = reference.kind === 'directory' ? from : (0,location_location/* parentOf */.gN)(from) ?? from;
        const key = (0,location_location/* identityOf */.cu)(directory);
        const known = this.#externals.get(key);
        this.#externals.set(key, {
            directory, references: (known?.references ?? 0) + 1, merged: merged || (known?.merged ?? false),
        });
        return { kind: 'refused' };
    }
    /** `_metadata` is untrusted: it must not make us read a bucket, or a local file, that the user did not name. */
    #mayGather(from) {
        const source = this.#placement.snapshot.from;
        return (0,location_location/* isS3Scheme */.Ib)(from.scheme) && (0,location_location/* sameStore */.Yx)(from.scheme, source.scheme) && from.authority === source.authority;
    }
    #gather(from) {
        const { shape, snapshot, home } = this.#placement;
        if (shape === 'checkpoint')
            return (0,location_location/* resolveWithin */.s5)(home.to, `external/${from.authority}/${(0,location_location/* keyOf */.TN)(from)}`);
        const name = (0,location_location/* nameOf */.Vb)(from);
        const identity = (0,location_location/* identityOf */.cu)(from);
        for (let n = 1;; n++) {
            const candidate = n === 1 ? name : `${name}-${n}`;
            const owner = this.#gathered.get(candidate);
            if (this.#options.namesBeside.has(candidate) || (owner !== undefined && owner !== identity))
                continue;
            this.#gathered.set(candidate, identity);
            return (0,location_location/* resolveWithin */.s5)(snapshot.to, candidate);
        }
    }
    #copied(reference, from, to) {
        const text = (0,location_location/* formatLocation */.j$)(to);
        return { kind: 'copied', from, to, ...(text !== reference.path && { written: text }) };
    }
    #refuse(sentence) {
        this.#refusals.push(sentence);
        return { kind: 'refused' };
    }
    #suggestion(directory) {
        const to = (0,location_location/* resolveWithin */.s5)(this.#placement.home.to, `external/${directory.authority}${directory.path}`);
        return `${(0,location_location/* formatLocation */.j$)(directory)} => ${(0,location_location/* formatLocation */.j$)(to)}`;
    }
}
function routeKey(reference) {
    return reference.kind === 'relative' ? `./${reference.path}` : reference.path;
}

;// CONCATENATED MODULE: ./build/relocation/plan.js










/** S3's limit for the UTF-8 form of a key. */
const MAX_KEY_BYTES = 1024;
/**
 * Turns a snapshot into a plan. Pure.
 *
 * @param listing the objects in the snapshot's directory: of a savepoint, those that no handle names are copied too.
 * @throws RelocationError for everything that forbids the move, with the rule lines to add where a rule would allow it.
 */
function planRelocation(metadata, snapshot, placement, listing, options) {
    if (options.unrelocatableState === 'fail')
        refuseHiddenFiles(snapshot);
    const inPlace = options.oneStore && isInPlace(placement);
    const namesBeside = new Set(listing.filter((info) => liesBeside(info, placement)).map((info) => (0,location_location/* nameOf */.Vb)(info.location)));
    const canBeRelative = snapshot.version > 2 && placement.shape === 'savepoint';
    const router = new Router(placement, {
        ...options, present: new Set(listing.map(({ location }) => (0,location_location/* identityOf */.cu)(location))), namesBeside: namesBeside.add(read_snapshot/* METADATA_NAME */.ce),
        references: canBeRelative ? options.references : 'preserve',
    });
    const files = new FileSet();
    const kept = new FileSet();
    const warnings = [...snapshot.warnings, ...referenceWarnings(snapshot, placement, options)];
    const directories = [];
    for (const reference of snapshot.references) {
        const route = router.route(reference);
        if (route.kind === 'refused')
            continue;
        if (reference.kind === 'directory')
            directories.push(route);
        else
            (route.kind === 'kept' ? kept : files).add(route, reference, placement);
    }
    router.refuse();
    if (!inPlace)
        refuseSharedDirectories(directories, placement, files.values());
    if (placement.shape === 'savepoint')
        addFilesBeside(files, listing, placement, warnings);
    warnings.push(...router.warnings());
    const stays = (file) => options.oneStore && (0,location_location/* sameLocation */.It)(file.from, file.to);
    const all = [...files.values()];
    refuseCollisions(all);
    refuseLongKeys(all, placement);
    const rewritten = (0,rewrite/* rewriteMetadata */.c)(metadata, snapshot, (reference) => router.rewrite(reference));
    return {
        placement, files: all.filter((file) => !stays(file)), staying: all.filter(stays), kept: [...kept.values()],
        metadata: rewritten.bytes, urisRewritten: rewritten.rewritten, inPlace, warnings,
    };
}
/** The files of such state are named inside Java-serialised user data, where nobody can find them. */
function refuseHiddenFiles(snapshot) {
    const operators = snapshot.operators.filter(({ stateNames }) => stateNames.includes(warnings/* WRITE_AHEAD_STATE */._I));
    if (operators.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(operators.length, 'operator')} with the state "${warnings/* WRITE_AHEAD_STATE */._I}" of a GenericWriteAheadSink: its files cannot be `
        + 'relocated, and Flink would lose the pending batch without a failure; nothing was written: set unrelocatable-state to '
        + 'ignore to relocate the rest all the same', { details: (0,relocation_error/* shorten */.m)(operators.map(warnings/* describeOperator */.yG)) });
}
/** What is asked for and cannot be done is said, for the result is valid without it. */
function referenceWarnings(snapshot, placement, { references }) {
    if (references === 'preserve')
        return [];
    if (placement.shape === 'checkpoint')
        return ['references: relative counts for savepoints only: this checkpoint\'s stay as they are'];
    if (snapshot.version > 2)
        return [];
    return ['references: relative has no effect on metadata version 2, whose readers know no relative handles'];
}
/** Files by the place they are read from: many handles may name one physical file. */
class FileSet {
    #files = new Map();
    add(route, reference, placement) {
        const { sizeIs, sizeBytes } = reference;
        const key = (0,location_location/* identityOf */.cu)(route.from);
        const known = this.#files.get(key);
        if (known === undefined) {
            const exclusive = !reference.incremental && (0,location_location/* isWithin */.UO)(route.from, placement.snapshot.from);
            const relativeIncremental = reference.kind === 'relative' && reference.incremental;
            this.#files.set(key, { from: route.from, to: route.to, sizeIs, sizeBytes, referenced: true, exclusive, relativeIncremental });
            return;
        }
        if (reference.incremental)
            known.exclusive = false;
        if (known.sizeIs === 'exact' && sizeIs === 'exact' && known.sizeBytes !== sizeBytes) {
            throw new relocation_error/* RelocationError */.f(`_metadata gives ${(0,location_location/* displayLocation */.S5)(route.from)} two sizes, ${known.sizeBytes} and ${sizeBytes} bytes: `
                + 'it is damaged; take a new savepoint or choose another checkpoint');
        }
        if (sizeIs === 'exact' || (sizeIs === 'at-least' && known.sizeIs !== 'exact' && sizeBytes > known.sizeBytes)) {
            known.sizeIs = sizeIs;
            known.sizeBytes = sizeBytes;
        }
    }
    addBeside(info, to) {
        this.#files.set((0,location_location/* identityOf */.cu)(info.location), {
            from: info.location, to, sizeIs: 'exact', sizeBytes: info.sizeBytes, referenced: false, exclusive: true,
            relativeIncremental: false,
        });
    }
    has(location) {
        return this.#files.has((0,location_location/* identityOf */.cu)(location));
    }
    values() {
        return this.#files.values();
    }
}
/** Only files directly beside `_metadata`: Flink's savepoint directories are flat, deeper files belong to something else. */
function addFilesBeside(files, listing, placement, warnings) {
    const { to } = placement.snapshot;
    let beside = 0;
    let deeper = 0;
    for (const info of listing) {
        const name = (0,location_location/* nameOf */.Vb)(info.location);
        if (isInternalName(name) || files.has(info.location))
            continue;
        if (!liesBeside(info, placement))
            deeper++;
        else if (name !== read_snapshot/* METADATA_NAME */.ce) {
            beside++;
            files.addBeside(info, { ...to, path: `${to.path}/${name}` });
        }
    }
    if (beside > 0)
        warnings.push(`${(0,quantities/* countOf */.pq)(beside, 'file')} beside _metadata that no state handle names: copied too`);
    if (deeper > 0) {
        warnings.push(`${(0,quantities/* countOf */.pq)(deeper, 'file')} in subdirectories of the savepoint that no state handle names: not copied`);
    }
}
function liesBeside({ location }, { snapshot: { from } }) {
    const prefix = from.path === '/' ? '/' : `${from.path}/`;
    return location.path.startsWith(prefix) && !location.path.includes('/', prefix.length);
}
function refuseCollisions(files) {
    const taken = new Map();
    for (const { from, to } of files) {
        const key = (0,location_location/* identityOf */.cu)(to);
        const other = taken.get(key);
        if (other !== undefined) {
            throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(other)} and ${(0,location_location/* displayLocation */.S5)(from)} would both become ${(0,location_location/* displayLocation */.S5)(to)}: `
                + 'add a path-map rule that sends one of them elsewhere');
        }
        taken.set(key, from);
        if ((0,location_location/* nameOf */.Vb)(to) === read_snapshot/* METADATA_NAME */.ce) {
            throw new relocation_error/* RelocationError */.f(`a state handle names ${(0,location_location/* displayLocation */.S5)(from)}, which would become ${(0,location_location/* displayLocation */.S5)(to)}: `
                + '_metadata is no state file; the snapshot is damaged or was made by hand');
        }
    }
}
function refuseLongKeys(files, placement) {
    if (placement.snapshot.to.scheme === 'file')
        return;
    const encoder = new TextEncoder();
    const long = files.filter(({ to }) => to.path.length * 3 > MAX_KEY_BYTES
        && encoder.encode(to.path).length - 1 > MAX_KEY_BYTES);
    if (long.length === 0)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(long.length, 'file')} would get a key of more than ${MAX_KEY_BYTES} bytes, S3's limit: choose a shorter target`, { details: (0,relocation_error/* shorten */.m)(long.map(({ to }) => (0,location_location/* formatLocation */.j$)(to))) });
}

;// CONCATENATED MODULE: ./build/relocation/presence.js



/** A list of what is missing is for finding it again, so all of it is told; a log has an end all the same. */
const presence_MOST_NAMED = 1000;
/** Storage classes whose objects cannot be read before they are restored. */
const ARCHIVED = new Set(['GLACIER', 'DEEP_ARCHIVE']);
const LOST_HANDLES = 'incremental state names files relative to _metadata that are not beside it: Flink writes that after a '
    + 'native savepoint was claimed (FLINK-39964); give the directory of that savepoint in claimed-savepoint';
/**
 * Pairs each planned file with what the source store holds, before anything is written.
 *
 * @throws RelocationError naming every file that is missing, has not the size its handle tells, or is archived.
 */
function requirePresent(files, source) {
    const seen = [];
    const missing = [];
    const wrong = [];
    const archived = [];
    for (const file of files) {
        const info = source.get(file.from);
        const name = (0,location_location/* displayLocation */.S5)(file.from);
        if (info === undefined)
            missing.push(`missing: ${name}`);
        else if (!hasExpectedSize(file, info.sizeBytes)) {
            const bound = file.sizeIs === 'exact' ? '' : 'at least ';
            wrong.push(`wrong size: ${name} has ${info.sizeBytes} bytes, its handle says ${bound}${file.sizeBytes}`);
        }
        else if (info.storageClass !== undefined && ARCHIVED.has(info.storageClass)) {
            archived.push(`archived (${info.storageClass}): ${name}`);
        }
        else
            seen.push({ file, info });
    }
    const details = [...missing, ...wrong, ...archived];
    if (details.length === 0)
        return seen;
    const what = [
        ...(missing.length > 0 ? [`${(0,quantities/* countOf */.pq)(missing.length, 'file')} missing`] : []),
        ...(wrong.length > 0 ? [`${(0,quantities/* countOf */.pq)(wrong.length, 'file')} of the wrong size`] : []),
        ...(archived.length > 0 ? [`${(0,quantities/* countOf */.pq)(archived.length, 'file')} archived`] : []),
    ].join(', ');
    const advice = missing.length + wrong.length > 0
        ? 'take a new savepoint, or choose a newer checkpoint; if the files were moved before, give moved-from'
        : 'restore the archived objects first';
    if (files.some((file) => file.relativeIncremental && source.get(file.from) === undefined))
        details.unshift(LOST_HANDLES);
    throw new relocation_error/* RelocationError */.f(`the snapshot is not complete, ${what} of ${files.length}; nothing was written: ${advice}`, {
        details: (0,relocation_error/* shorten */.m)(details, presence_MOST_NAMED),
    });
}
function hasExpectedSize(file, sizeBytes) {
    if (file.sizeIs === 'unknown')
        return true;
    return file.sizeIs === 'exact' ? sizeBytes === file.sizeBytes : sizeBytes >= file.sizeBytes;
}

// EXTERNAL MODULE: ./build/storage/open-store.js + 5 modules
var open_store = __nccwpck_require__(7228);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./build/storage/transfer.js


/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint (with the
 * target's credentials), copied by the operating system between local files, else streamed through this process.
 */
function openTransfer(source, target, options = {}) {
    if (isFileStore(source) && isFileStore(target))
        return new LocalTransfer(source, target);
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target) && source.endpoint === target.endpoint) {
        return new ServerSideTransfer(source, target, options);
    }
    return new StreamedTransfer(source, target);
}
function isFileStore(store) {
    return 'copyLocal' in store;
}
class StreamedTransfer {
    mode = 'streamed';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options = {}) {
        return this.#target.write(to, this.#source.source(from), options);
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor(sizeBytes) {
        const reads = (0,server_side/* canCopyWithin */.d)(this.#target) ? this.#target.cost.readsForWrite(sizeBytes) : 1;
        return (((0,server_side/* canCopyWithin */.d)(this.#source) ? reads : 0)
            + ((0,server_side/* canCopyWithin */.d)(this.#target) ? this.#target.cost.write(sizeBytes) : 0));
    }
}
class LocalTransfer {
    mode = 'local';
    #source;
    #target;
    constructor(source, target) {
        this.#source = source;
        this.#target = target;
    }
    copy(from, to, options) {
        return this.#target.copyLocal(from, to, options);
    }
    sameContent(from, to, options = {}) {
        return sameContent([this.#source, from], [this.#target, to], options);
    }
    requestsFor() {
        return 0;
    }
}
class ServerSideTransfer {
    #streamed;
    #target;
    #onNotice;
    /** What the store does not copy by itself: objects that need parts, or any. */
    #refused = 'no';
    constructor(source, target, { onNotice }) {
        this.#streamed = new StreamedTransfer(source, target);
        this.#target = target;
        this.#onNotice = onNotice ?? (() => undefined);
    }
    get mode() {
        return this.#refused === 'all' ? 'streamed' : 'server-side';
    }
    async copy(from, to, options = {}) {
        if (!this.#streams(from.sizeBytes)) {
            try {
                return await this.#target.copyWithin(from, to, options);
            }
            catch (error) {
                if (!(error instanceof server_side/* ServerSideRefusedError */.x))
                    throw error;
                this.#turnToStreaming(error, from.sizeBytes);
            }
        }
        return this.#streamed.copy(from, to, options);
    }
    sameContent(from, to, options) {
        return this.#streamed.sameContent(from, to, options);
    }
    requestsFor(sizeBytes) {
        return this.#streams(sizeBytes)
            ? this.#streamed.requestsFor(sizeBytes)
            : this.#target.cost.copyWithin(sizeBytes);
    }
    #streams(sizeBytes) {
        return this.#refused === 'all' || (this.#refused === 'parts' && this.#target.cost.copyWithin(sizeBytes) > 1);
    }
    /** Several copies may be refused at once: the first one speaks. */
    #turnToStreaming({ scope, message }, sizeBytes) {
        const told = this.#streams(sizeBytes);
        if (this.#refused !== 'all')
            this.#refused = scope;
        if (told)
            return;
        this.#onNotice(scope === 'all'
            ? `objects are streamed through this machine instead of being copied by the server: ${message}`
            : `large objects are streamed through this machine instead of being copied by the server: ${message}`);
    }
}
const PLAIN_MD5 = /^[0-9a-f]{32}$/i;
/** Asks for the cheapest proof first; without any, the answer is no. */
async function sameContent([source, from], [target, to], options) {
    if (from.sizeBytes !== to.sizeBytes)
        return false;
    if ((0,server_side/* canCopyWithin */.d)(source) && (0,server_side/* canCopyWithin */.d)(target)) {
        if (from.etag !== undefined && from.etag === to.etag)
            return true;
        return sameChecksum(await source.checksums(from, options), await target.checksums(to, options));
    }
    if (!(0,server_side/* canCopyWithin */.d)(source) && !(0,server_side/* canCopyWithin */.d)(target))
        return transfer_sameBytes(source, from, target, to, options);
    const [file, local, etag] = (0,server_side/* canCopyWithin */.d)(source) ? [target, to, from.etag] : [source, from, to.etag];
    if (etag === undefined || !PLAIN_MD5.test(etag))
        return false;
    return (await md5Of(file, local, options)) === etag.toLowerCase();
}
function sameChecksum(a, b) {
    const common = [...a.keys()].filter((algorithm) => b.has(algorithm));
    return common.length > 0 && common.every((algorithm) => a.get(algorithm) === b.get(algorithm));
}
async function md5Of(store, info, options) {
    const hash = (0,external_node_crypto_.createHash)('md5');
    for await (const chunk of await store.source(info).open(0, info.sizeBytes, options))
        hash.update(chunk);
    return hash.digest('hex');
}
const COMPARED_BYTES = 1024 * 1024;
async function transfer_sameBytes(source, from, target, to, options) {
    for (let at = 0; at < from.sizeBytes; at += COMPARED_BYTES) {
        const end = Math.min(from.sizeBytes, at + COMPARED_BYTES);
        const [a, b] = await Promise.all([
            bytesOf(source, from, at, end, options),
            bytesOf(target, to, at, end, options),
        ]);
        if (!a.equals(b))
            return false;
    }
    return true;
}
async function bytesOf(store, info, start, end, options) {
    const chunks = [];
    for await (const chunk of await store.source(info).open(start, end, options))
        chunks.push(chunk);
    return Buffer.concat(chunks);
}

;// CONCATENATED MODULE: ./build/relocation/stores.js




/**
 * Opens both ends; the caller closes them.
 *
 * @throws RelocationError naming the input that is no location; StorageError where a scheme or setting cannot be served.
 */
async function openStores(request, warn, narrator, tuning) {
    const from = parseInput('source', request.source);
    const to = parseInput('target', request.target);
    const options = {
        ...(request.concurrency !== undefined && { concurrency: request.concurrency }),
        onNotice: (text) => { narrator.info(text); },
        onWarning: warn,
        ...(tuning && { tuning }),
    };
    const source = await (0,open_store/* openStore */.C)(from, 'source', request.sourceS3, undefined, options);
    const target = await (0,open_store/* openStore */.C)(to, 'target', request.targetS3, request.targetWrite, options);
    const transfer = openTransfer(source, target, { onNotice: warn });
    return { from, to, source, target, transfer, oneStore: transfer.mode !== 'streamed' };
}
function parseInput(input, text) {
    try {
        return (0,location_location/* parseLocation */.zS)(text);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new relocation_error/* RelocationError */.f(`${input}: ${error.message}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/relocation/survey.js


/** Looks at single objects at most so many at once. */
const STAT_CONCURRENCY = 32;
/** A directory with so few wanted files is asked file by file. */
const FEW = 2;
/**
 * Sees which of the wanted locations exist, with the fewest requests: directory by directory by a listing, unless that
 * takes more pages than there are wanted files (a `shared/` directory of a large job); then file by file.
 *
 * @param listed what was listed before and is not asked for again.
 */
async function survey(store, wanted, signal, listed) {
    const found = new Map();
    for (const info of listed?.objects ?? [])
        found.set((0,location_location/* identityOf */.cu)(info.location), info);
    const open = new Map();
    for (const location of wanted) {
        const key = (0,location_location/* identityOf */.cu)(location);
        if (found.has(key) || (listed !== undefined && (0,location_location/* isWithin */.UO)(location, listed.directory)))
            continue;
        const directory = (0,location_location/* parentOf */.gN)(location) ?? location;
        const directoryKey = (0,location_location/* identityOf */.cu)(directory);
        const group = open.get(directoryKey) ?? { directory, wanted: new Map() };
        group.wanted.set(key, location);
        open.set(directoryKey, group);
    }
    let requests = 0;
    const single = [];
    for (const group of open.values()) {
        if (group.wanted.size > FEW)
            requests += await listGroup(store, group, found, signal);
        single.push(...group.wanted.values());
    }
    await runPool(single, { concurrency: STAT_CONCURRENCY }, signal, async (location, both) => {
        requests++;
        const info = await store.stat(location, { signal: both });
        if (info !== undefined)
            found.set((0,location_location/* identityOf */.cu)(location), info);
    });
    return { requests, get: (location) => found.get((0,location_location/* identityOf */.cu)(location)) };
}
/** Takes from the group what the listing shows; what is left afterwards has to be asked for singly, or is not there. */
async function listGroup(store, group, found, signal) {
    let pages = 0;
    const budget = group.wanted.size;
    for await (const page of store.list(group.directory, { signal })) {
        pages++;
        for (const info of page) {
            const key = (0,location_location/* identityOf */.cu)(info.location);
            if (group.wanted.delete(key))
                found.set(key, info);
        }
        if (group.wanted.size === 0 || pages >= budget)
            return pages;
    }
    // The listing is complete: what it did not show is not there, and asking again would cost a request for each.
    group.wanted.clear();
    return Math.max(pages, 1);
}
/** Everything below a directory. */
async function listAll(store, directory, signal) {
    const all = [];
    for await (const page of store.list(directory, { signal }))
        for (const info of page)
            all.push(info);
    return all;
}

;// CONCATENATED MODULE: ./build/relocation/verify.js






/** Files that are read at both ends at once by a strict verification. */
const STRICT_CONCURRENCY = 8;
/**
 * Proves that every file of the plan lies in the target: seen in a listing with the source's size, and with `strict`
 * read again at both ends and compared by SHA-256.
 *
 * @throws RelocationError naming what is missing or differs.
 */
async function verifyFiles(files, source, target, mode, narrator, signal) {
    const seen = await survey(target, files.map(({ file }) => file.to), signal);
    const verified = new Set();
    const wrong = [];
    const pairs = [];
    for (const { file, info } of files) {
        const there = seen.get(file.to);
        if (there?.sizeBytes === info.sizeBytes) {
            verified.add((0,location_location/* identityOf */.cu)(file.to));
            pairs.push([info, there]);
        }
        else
            wrong.push(describeFault(file.to, info, there));
    }
    if (mode === 'strict') {
        await runPool(pairs, { concurrency: STRICT_CONCURRENCY }, signal, async ([from, to], both) => {
            const [a, b] = await Promise.all([digest(source, from, both), digest(target, to, both)]);
            if (a !== b)
                wrong.push(`${(0,location_location/* displayLocation */.S5)(to.location)} has other content than ${(0,location_location/* displayLocation */.S5)(from.location)}`);
            else
                narrator.debug(`${(0,location_location/* displayLocation */.S5)(to.location)} has the same SHA-256 as its source, ${a}`);
        });
    }
    if (wrong.length === 0)
        return verified;
    throw new relocation_error/* RelocationError */.f(`${(0,quantities/* countOf */.pq)(wrong.length, 'file')} in the target ${wrong.length === 1 ? 'is' : 'are'} not what was copied; _metadata was `
        + 'not written: run again, and see who else writes there', { details: (0,relocation_error/* shorten */.m)(wrong) });
}
function describeFault(to, from, there) {
    if (there === undefined)
        return `missing: ${(0,location_location/* displayLocation */.S5)(to)}`;
    return `${(0,location_location/* displayLocation */.S5)(to)} has ${there.sizeBytes} bytes, its source has ${from.sizeBytes}`;
}
async function digest(store, info, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    if (info.sizeBytes > 0) {
        for await (const chunk of await store.source(info).open(0, info.sizeBytes, { signal }))
            hash.update(chunk);
    }
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./build/relocation/relocate.js

















/**
 * Relocates a snapshot: locate, read, plan, copy, verify, commit. Data goes first and `_metadata` last, so that a run
 * that ends early leaves nothing that Flink could take for a snapshot, and the next run continues object by object.
 *
 * @returns what was done; with `dryRun` what would be done, and nothing is written.
 * @throws RelocationError, StorageError, MetadataFormatError or LocationError with a sentence for people; the signal's
 *   reason when it was aborted.
 */
async function relocate(request, context) {
    const warnings = [];
    const warn = (text) => {
        warnings.push(text);
        context.narrator.warning(text);
    };
    const stores = await openStores(request, warn, context.narrator, context.tuning);
    try {
        return await new Relocation(request, stores, { ...context, warn, warnings }).run();
    }
    finally {
        stores.source.close();
        stores.target.close();
    }
}
/** One run; its methods are the phases in the order in which they happen. */
class Relocation {
    #request;
    #stores;
    #narrator;
    #signal;
    #warn;
    #warnings;
    #started = performance.now();
    #listing;
    constructor(request, stores, context) {
        this.#request = request;
        this.#stores = stores;
        this.#narrator = context.narrator;
        this.#signal = context.signal;
        this.#warn = context.warn;
        this.#warnings = context.warnings;
    }
    async run() {
        const { source, target, from } = this.#stores;
        const signal = this.#signal;
        this.#narrator.phase('Plan');
        const read = await (0,read_snapshot/* readSnapshot */.RA)(source, from, { signal });
        const plan = await this.#plan(read);
        const outcome = new Outcome(read, plan, this.#stores.transfer);
        const existing = await this.#existing(plan);
        const { files, staying } = await this.#present(plan, outcome);
        outcome.files = files;
        const work = await this.#work(files, existing, outcome);
        if (this.#request.dryRun)
            return this.#report(this.#estimate(outcome, work));
        if (existing === 'other')
            await this.#makeWay(plan, work, outcome);
        this.#narrator.phase('Copy');
        await copyFiles(work, this.#stores.transfer, this.#request.concurrency, this.#narrator, signal);
        outcome.copied = work.pending;
        this.#narrator.phase('Verify');
        const all = [...files, ...staying];
        const verified = await verifyFiles(all, source, target, this.#request.verify, this.#narrator, signal);
        this.#narrator.info(`${(0,quantities/* countOf */.pq)(verified.size, 'file')} in the target, each with the size of its source`
            + (this.#request.verify === 'strict' ? ' and the same SHA-256' : ''));
        this.#narrator.phase('Commit');
        await this.#commit(read, plan, existing, verified, outcome);
        if (this.#request.deleteSource)
            await this.#deleteSource(plan, outcome);
        return this.#report(outcome);
    }
    async #plan(read) {
        const { oneStore, to } = this.#stores;
        const { snapshot, directory } = read;
        this.#narrator.info(`source ${(0,location_location/* displayLocation */.S5)(directory)}: ${snapshot.kind === 'unknown' ? 'snapshot' : snapshot.kind}, checkpoint `
            + `${snapshot.checkpointId}, metadata version ${snapshot.version} (Flink ${snapshot.flinkVersions})`);
        const placement = placeSnapshot(directory, to, this.#request.targetName);
        if (oneStore)
            refuseNested(placement);
        const listing = { directory, objects: await listAll(this.#stores.source, directory, this.#signal) };
        this.#listing = listing;
        const formerHomes = await this.#formerHomes(read, placement, listing);
        const plan = planRelocation(read.bytes, snapshot, placement, listing.objects, {
            pathMap: this.#request.pathMap, externalFiles: this.#request.externalFiles, formerHomes, oneStore,
            claimed: await this.#claimed(), references: this.#request.references, unrelocatableState: this.#request.unrelocatableState,
        });
        for (const warning of plan.warnings)
            this.#warn(warning);
        if (plan.inPlace)
            this.#refuseIdleInPlace(plan, listing);
        return plan;
    }
    async #formerHomes(read, placement, listing) {
        const own = this.#request.movedFrom === undefined
            ? await this.#findFormerHomes(read, placement, listing)
            : givenFormerHome(this.#request.movedFrom, read.snapshot, placement);
        const earlier = [];
        for (const candidate of earlierJobCandidates(read.snapshot, placement, own)) {
            const objects = await listAll(this.#stores.source, candidate.move.to, this.#signal);
            earlier.push(...findFormerHomes([candidate], objects));
        }
        for (const move of this.#request.movedFrom === undefined ? [...own, ...earlier] : earlier) {
            this.#narrator.info(`the files were moved before: what _metadata places in ${(0,location_location/* displayLocation */.S5)(move.from)} is read from `
                + `${(0,location_location/* displayLocation */.S5)(move.to)}, where each of them lies with the right size`);
        }
        return [...own, ...earlier];
    }
    async #findFormerHomes(read, placement, listing) {
        // A checkpoint's other files lie in the job directory; listing it is only worth while when something could be found.
        const candidates = formerCandidates(read.snapshot, placement);
        if (candidates.length === 0)
            return [];
        const objects = placement.shape === 'savepoint'
            ? listing.objects
            : await listAll(this.#stores.source, placement.home.from, this.#signal);
        return findFormerHomes(candidates, objects);
    }
    /** The files of the savepoints that the user says were claimed. */
    async #claimed() {
        const { source, from } = this.#stores;
        const all = [];
        for (const directory of this.#request.claimedSavepoints) {
            const objects = (0,location_location/* sameStore */.Yx)(directory.scheme, from.scheme) ? await listAll(source, directory, this.#signal) : [];
            if (objects.length === 0) {
                throw new relocation_error/* RelocationError */.f(`claimed-savepoint ${(0,location_location/* displayLocation */.S5)(directory)}: nothing lies there; give the directory of the savepoint in the `
                    + 'source\'s store, as it was when the job claimed it');
            }
            all.push(...objects);
        }
        return all;
    }
    #refuseIdleInPlace(plan, listing) {
        const place = (0,location_location/* displayLocation */.S5)(plan.placement.snapshot.from);
        if (this.#request.deleteSource) {
            throw new relocation_error/* RelocationError */.f(`delete-source: source and target are both ${place}; it would delete the result itself`);
        }
        const before = listing.objects.some(({ location }) => (0,location_location/* nameOf */.Vb)(location) === FORMER_METADATA);
        if (plan.urisRewritten > 0 || before)
            return;
        throw new relocation_error/* RelocationError */.f(`source and target are the same place, ${place}, and nothing in _metadata has to change: choose another target`);
    }
    /** What lies in the place of the new `_metadata`: nothing, the very same file, or another snapshot. */
    async #existing(plan) {
        const location = (0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce);
        const bytes = await readTargetMetadata(this.#stores.target, location, plan.metadata.length, this.#signal);
        if (bytes === undefined)
            return 'none';
        if (sameBytes(bytes, plan.metadata))
            return 'same';
        if (plan.inPlace || this.#request.overwrite)
            return 'other';
        throw new relocation_error/* RelocationError */.f(`another snapshot is at ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)} already; nothing was written: choose another `
            + 'target or target-name, or set overwrite to true to replace it');
    }
    async #present(plan, outcome) {
        const { source } = this.#stores;
        const readable = plan.kept.filter((file) => file.from.authority === plan.placement.snapshot.from.authority
            && file.from.scheme !== 'file' && source.type === 's3');
        const wanted = [...plan.files, ...plan.staying, ...readable];
        const seen = await survey(source, wanted.map((file) => file.from), this.#signal, this.#listing);
        const present = requirePresent(wanted, seen);
        outcome.requests += seen.requests;
        return {
            files: present.slice(0, plan.files.length),
            staying: present.slice(plan.files.length, plan.files.length + plan.staying.length),
        };
    }
    async #work(files, existing, outcome) {
        const { target, transfer } = this.#stores;
        const seen = await survey(target, files.map(({ file }) => file.to), this.#signal);
        outcome.requests += seen.requests;
        const concurrency = concurrencyOf(this.#request.concurrency, transfer);
        const work = await findWork(files, seen, transfer, existing === 'same', concurrency, this.#signal);
        refuseReplacing(work, outcome.plan.placement.home.to, this.#request.overwrite);
        const leftovers = await findLeftovers(work.pending, target, this.#signal);
        if (leftovers !== undefined)
            this.#warn(leftovers);
        const { plan } = outcome;
        this.#narrator.info(`target ${(0,location_location/* displayLocation */.S5)(plan.placement.snapshot.to)}: ${(0,quantities/* countOf */.pq)(work.pending.length, 'file')} to copy `
            + `(${(0,quantities/* formatBytes */.z3)(totalBytes(work.pending))}, ${transfer.mode}), ${work.present.length} there already, `
            + `${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} to rewrite`);
        return work;
    }
    /** An existing snapshot must not be left complete while files of it get other content. */
    async #makeWay(plan, work, outcome) {
        const { target } = this.#stores;
        const directory = plan.placement.snapshot.to;
        const metadata = (0,location_location/* resolveWithin */.s5)(directory, read_snapshot/* METADATA_NAME */.ce);
        if (!plan.inPlace) {
            const planned = new Set(plan.files.map((file) => (0,location_location/* identityOf */.cu)(file.to)));
            const objects = await listAll(target, directory, this.#signal);
            outcome.orphans = objects
                .filter(({ location }) => !planned.has((0,location_location/* identityOf */.cu)(location)) && !isInternalName((0,location_location/* nameOf */.Vb)(location))
                && !(0,location_location/* sameLocation */.It)(location, metadata))
                .map(({ location }) => (0,location_location/* formatLocation */.j$)(location));
            if (outcome.orphans.length > 0) {
                this.#warn(`${(0,quantities/* countOf */.pq)(outcome.orphans.length, 'file')} of the replaced snapshot ${outcome.orphans.length === 1 ? 'is' : 'are'} `
                    + 'referred to by nothing now and not deleted: the report lists them');
            }
        }
        if (work.replaced.length > 0) {
            this.#narrator.info('files of the existing snapshot get other content: its _metadata is deleted first');
            await target.remove([metadata], { signal: this.#signal });
        }
    }
    async #commit(read, plan, existing, verified, outcome) {
        const { target } = this.#stores;
        const signal = this.#signal;
        const location = (0,location_location/* displayLocation */.S5)((0,location_location/* resolveWithin */.s5)(plan.placement.snapshot.to, read_snapshot/* METADATA_NAME */.ce));
        if (existing === 'same') {
            outcome.alreadyThere = outcome.copied.length === 0;
            this.#narrator.info(`${location} is already there, byte for byte the one that would be written`);
            return;
        }
        if (plan.inPlace) {
            const kept = await keepFormerMetadata(target, plan.placement.snapshot.to, read.bytes, signal);
            this.#narrator.info(`the former _metadata is kept as ${(0,location_location/* displayLocation */.S5)(kept)}`);
        }
        const committed = await commitMetadata(plan, target, verified, existing === 'other', signal);
        if (committed.alreadyThere)
            this.#narrator.info(`another run wrote the same ${location} first`);
        else
            this.#narrator.info(`${location} written and read back, ${(0,quantities/* countOf */.pq)(plan.urisRewritten, 'URI')} rewritten`);
        if (!committed.conditionHonoured) {
            this.#warn('the target store ignores conditional writes: two relocations to one target at the same moment would not '
                + 'notice each other');
        }
    }
    async #deleteSource(plan, outcome) {
        const { deleted, left } = await deleteSource(plan, this.#stores.source, this.#signal);
        outcome.deleted = deleted;
        this.#narrator.info(`${(0,quantities/* countOf */.pq)(deleted, 'file')} deleted at the source`);
        if (left !== undefined)
            this.#warn(left);
    }
    #estimate(outcome, work) {
        const { transfer } = this.#stores;
        // Seen again by the verification, then `_metadata`: two conditional writes and one read.
        const rest = outcome.requests + 3;
        outcome.estimate = {
            requests: work.pending.reduce((sum, { info }) => sum + transfer.requestsFor(info.sizeBytes), rest),
            bytes: totalBytes(work.pending),
            skipped: work.present.length,
        };
        const cost = transfer.mode === 'local' ? '' : ` with about ${(0,quantities/* countOf */.pq)(outcome.estimate.requests, 'request')} to S3`;
        this.#narrator.info(`a run would copy ${(0,quantities/* formatBytes */.z3)(outcome.estimate.bytes)} (${transfer.mode})${cost}; nothing was written`);
        return outcome;
    }
    #report(outcome) {
        return outcome.report(performance.now() - this.#started, this.#warnings);
    }
}


/***/ }),

/***/ 5410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ RelocationError),
/* harmony export */   m: () => (/* binding */ shorten)
/* harmony export */ });
/**
 * A relocation was refused or stopped. The message is one sentence that names the input or the object and says what to
 * do next; `details` are further lines for people (the missing files, the rules to add), most telling first.
 */
class RelocationError extends Error {
    name = 'RelocationError';
    details;
    constructor(message, options = {}) {
        super(message, options);
        this.details = options.details ?? [];
    }
}
/** The first lines of a list that may be long, and how many more there are. */
function shorten(lines, most = 20) {
    if (lines.length <= most)
        return [...lines];
    return [...lines.slice(0, most), `… and ${lines.length - most} more`];
}


/***/ }),

/***/ 4010:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ rewriteMetadataFile)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);
/* harmony import */ var _location_path_map_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2728);
/* harmony import */ var _inspection_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(68);
/* harmony import */ var _metadata_rewrite_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5252);
/* harmony import */ var _storage_open_store_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7228);
/* harmony import */ var _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(5410);






/**
 * Rewrites the absolute URIs of one local `_metadata` by rules, and touches nothing else: for those who copied the files
 * with a tool of their own, from and to any file system. No file that the metadata names is looked at.
 *
 * @throws RelocationError where no rule matches any absolute URI, or the output exists and may not be overwritten.
 */
async function rewriteMetadataFile(input, output, rules, options) {
    const { signal } = options;
    const store = await (0,_storage_open_store_js__WEBPACK_IMPORTED_MODULE_4__/* .openStore */ .C)(input, 'source', {}, undefined, {});
    try {
        const { bytes, snapshot, metadata } = await (0,_inspection_read_snapshot_js__WEBPACK_IMPORTED_MODULE_2__/* .readSnapshot */ .RA)(store, input, { signal, anyName: true });
        let unchanged = 0;
        const roots = new Set();
        const rewritten = (0,_metadata_rewrite_js__WEBPACK_IMPORTED_MODULE_3__/* .rewriteMetadata */ .c)(bytes, snapshot, (reference) => {
            if (reference.kind === 'relative')
                return undefined;
            const location = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(reference.path);
            const to = (0,_location_path_map_js__WEBPACK_IMPORTED_MODULE_1__/* .applyPathMap */ .y)(rules, location);
            if (to !== undefined)
                return (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(to);
            unchanged++;
            roots.add((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .formatLocation */ .j$)(reference.kind === 'directory' ? location : (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(location) ?? location));
            return undefined;
        });
        if (rewritten.rewritten === 0 && unchanged > 0) {
            throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`no path-map rule matches any of the ${unchanged} absolute URIs in ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(metadata.location)}; nothing `
                + 'was written: the URIs lie in the directories below', { details: (0,_relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .shorten */ .m)([...roots]) });
        }
        await publish(store, output, rewritten.bytes, options);
        const warnings = [...snapshot.warnings];
        if (unchanged > 0)
            warnings.push(`${unchanged} absolute URIs match no rule and stay as they are`);
        return {
            input: (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(metadata.location), output: (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(output), metadataVersion: snapshot.version,
            urisRewritten: rewritten.rewritten, urisUnchanged: unchanged, warnings,
        };
    }
    finally {
        store.close();
    }
}
async function publish(store, output, bytes, { overwrite, signal }) {
    const { outcome } = await store.publish(output, bytes, { replace: overwrite, signal });
    if (outcome === 'exists') {
        throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_5__/* .RelocationError */ .f(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(output)} exists and was left alone: choose another name, or set --overwrite`);
    }
}


/***/ }),

/***/ 7228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ openStore)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __nccwpck_require__(5012);
// EXTERNAL MODULE: ./build/storage/system-error.js
var system_error = __nccwpck_require__(4186);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./build/storage/file/local-path.js



/**
 * The path by which the operating system knows a `file` location: on Windows `/C:/x` is `C:\x` and an authority is a
 * network share; elsewhere an authority other than `localhost` names another machine.
 *
 * @throws StorageError `local` for a location on another machine.
 */
function localPath(location, platform = process.platform) {
    const { authority, path } = location;
    const local = authority === '' || authority.toLowerCase() === 'localhost';
    if (platform === 'win32') {
        const native = path.replaceAll('/', '\\');
        if (!local)
            return `\\\\${authority}${native}`;
        return /^\\[A-Za-z]:/.test(native) ? external_node_path_.win32.normalize(native.slice(1)) : native;
    }
    if (local)
        return path;
    throw new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} names a file of the machine ${authority}, which cannot be reached from here: `
        + 'write a local path as /directory or file:///directory', { code: 'local', operation: 'open', location });
}
/** The location of an entry of a directory; `name` may hold the platform's separators. */
function childLocation(directory, name) {
    return { ...directory, path: directory.path === '/' ? `/${name}` : `${directory.path}/${name}` };
}
const TEMPORARY = /^\.flink-snapshot-[0-9a-f]{16}\.tmp$/;
/** A name for bytes that are still being written into `directory`; such names are never listed. */
function temporaryPath(directory, random) {
    return (0,external_node_path_.join)(directory, `.flink-snapshot-${random}.tmp`);
}
/** Whether the name of a directory entry is one of {@link temporaryPath}. */
function isTemporaryName(name) {
    return TEMPORARY.test(name);
}

;// CONCATENATED MODULE: ./build/storage/file/atomic-file.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});





/**
 * Remembers directories that got new entries, so that one flush puts them on disk before a snapshot is
 * committed.
 */
class DirectorySync {
    #directories = new Set();
    add(directory) {
        this.#directories.add(directory);
    }
    /** Puts the entries of all remembered directories on disk, where the system can (Windows cannot). */
    async flush() {
        const directories = [...this.#directories];
        this.#directories.clear();
        if (process.platform === 'win32')
            return;
        for (const directory of directories) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const handle = __addDisposableResource(env_1, await (0,promises_.open)(directory, 'r'), true);
                try {
                    await handle.sync();
                }
                catch (error) {
                    // Some network file systems refuse fsync of a directory; the file itself is on disk.
                    const code = (0,system_error/* systemCode */.x)(error);
                    if (code !== 'EINVAL' && code !== 'ENOTSUP')
                        throw error;
                }
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = __disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        }
    }
}
/** Creates the directories above `path` and an empty temporary file beside it. */
async function openTemporary(dirty, path) {
    const directory = (0,external_node_path_.dirname)(path);
    const firstCreated = await (0,promises_.mkdir)(directory, { recursive: true });
    if (firstCreated !== undefined) {
        for (let made = directory; made.length >= firstCreated.length; made = (0,external_node_path_.dirname)(made))
            dirty.add((0,external_node_path_.dirname)(made));
    }
    dirty.add(directory);
    const temporary = temporaryPath(directory, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
    return { path: temporary, file: await (0,promises_.open)(temporary, 'wx') };
}
/**
 * Lets `fill` write the temporary file, puts it on disk and gives it its name: `replace` by renaming over what is
 * there, `if-absent` by a hard link, which fails if the name is taken. The temporary name is gone afterwards in any case.
 */
async function landTemporary(temporary, path, how, fill) {
    try {
        try {
            await fill(temporary.file);
            await temporary.file.sync();
        }
        finally {
            await temporary.file.close();
        }
        if (how === 'if-absent')
            return await linkIfAbsent(temporary.path, path);
        await (0,promises_.rename)(temporary.path, path);
        return 'guarded';
    }
    finally {
        await (0,promises_.rm)(temporary.path, { force: true });
    }
}
/** FAT and some mounts (object storage, shared folders) have no hard links. */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
async function linkIfAbsent(temporary, path) {
    try {
        await (0,promises_.link)(temporary, path);
        return 'guarded';
    }
    catch (error) {
        const code = (0,system_error/* systemCode */.x)(error);
        if (code === 'EEXIST')
            return 'taken';
        if (code === undefined || !NO_HARD_LINKS.has(code))
            throw error;
        // The caller has seen the name free a moment ago; without links there is nothing stronger than that.
        await (0,promises_.rename)(temporary, path);
        return 'unguarded';
    }
}

;// CONCATENATED MODULE: ./build/storage/file/file-errors.js



const KNOWN = {
    ENOENT: ['not-found', 'does not exist: check the path'],
    ENOTDIR: ['not-found', 'has a file where a directory should be: check the path'],
    EISDIR: ['local', 'is a directory where a file should be: check the path'],
    EACCES: [
        'access-denied',
        'may not be accessed by the user that runs this: change the permissions or the user',
    ],
    EPERM: [
        'access-denied',
        'may not be changed by the user that runs this: change the permissions or the user',
    ],
    EROFS: ['access-denied', 'is on a read-only file system: choose another target'],
    ENOSPC: ['local', 'does not fit: no space is left on the device; free some and run again'],
    EDQUOT: ['local', 'does not fit: the disk quota of the user is used up; free some and run again'],
    EFBIG: ['too-large', 'is larger than the file system allows: choose another target'],
    ENAMETOOLONG: ['local', 'has a longer name than the file system allows: choose a shorter target'],
    EMFILE: [
        'local',
        'cannot be opened: too many files are open; lower concurrency or raise the limit (ulimit -n)',
    ],
    ENFILE: ['local', 'cannot be opened: too many files are open on this machine; lower concurrency'],
    EIO: ['local', 'cannot be read or written: the device reports a fault (EIO); check the disk or the mount'],
    ESTALE: [
        'local',
        'cannot be reached: the network file system was unmounted or replaced (ESTALE); mount it again',
    ],
    ELOOP: ['local', 'runs in a circle of symbolic links: check the path'],
};
/**
 * A fault of a system call as a {@link StorageError}; one that is none (an abort, an own error) is returned
 * as it is.
 */
function fileError(error, operation, location) {
    const name = (0,system_error/* systemCode */.x)(error);
    if (name === undefined || error instanceof storage_error/* StorageError */.a || !/^E[A-Z0-9]+$/.test(name))
        return error;
    const [code, sentence] = KNOWN[name] ?? ['local', `failed with ${name}`];
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} ${sentence}`, { code, operation, location }, { cause: error });
}

;// CONCATENATED MODULE: ./build/storage/file/list-directory.js





const PAGE = 1000;
/**
 * Every file below the directory. The directory itself may be a symbolic link; below it, links to directories are not
 * followed (no circles), and links to files count only where they stay inside: a snapshot from elsewhere must not make
 * this program read what the user did not name. A directory that vanishes meanwhile has no files.
 */
async function* listDirectory(directory, options = {}) {
    const root = await rootOf(directory);
    if (root === undefined)
        return;
    let page = [];
    const open = [directory];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for await (const entry of entriesOf(next)) {
            options.signal?.throwIfAborted();
            const location = childLocation(next, entry.name);
            if (entry.isDirectory())
                open.push(location);
            else if (!isTemporaryName(entry.name)) {
                const found = await describeEntry(entry, location, root);
                if (found !== undefined)
                    page.push({ location, sizeBytes: found.size, modifiedAt: found.mtime });
            }
            if (page.length >= PAGE) {
                yield page;
                page = [];
            }
        }
    }
    if (page.length > 0)
        yield page;
}
function missing(fault) {
    return fault instanceof storage_error/* StorageError */.a && fault.code === 'not-found';
}
async function rootOf(directory) {
    try {
        const path = localPath(directory);
        return (await (0,promises_.stat)(path)).isDirectory() ? await (0,promises_.realpath)(path) : undefined;
    }
    catch (error) {
        const fault = fileError(error, 'readdir', directory);
        if (missing(fault))
            return undefined;
        throw fault;
    }
}
async function* entriesOf(directory) {
    try {
        for await (const entry of await (0,promises_.opendir)(localPath(directory)))
            yield entry;
    }
    catch (error) {
        const fault = fileError(error, 'readdir', directory);
        if (!missing(fault))
            throw fault;
    }
}
async function describeEntry(entry, location, root) {
    const path = localPath(location);
    try {
        if (entry.isFile())
            return await (0,promises_.lstat)(path);
        if (!entry.isSymbolicLink())
            return undefined;
        const target = await (0,promises_.realpath)(path);
        if (!target.startsWith(root.endsWith(external_node_path_.sep) ? root : root + external_node_path_.sep))
            return undefined;
        const found = await (0,promises_.stat)(target);
        return found.isFile() ? found : undefined;
    }
    catch (error) {
        const fault = fileError(error, 'stat', location);
        if (missing(fault))
            return undefined;
        throw fault;
    }
}

;// CONCATENATED MODULE: ./build/storage/file/file-store.js
var file_store_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var file_store_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









const CHUNK_BYTES = 1024 * 1024;
/**
 * The store of local files (and of whatever is mounted). Files appear under their names only when they are complete
 * and on disk; what is being written has a temporary name beside it that is never listed.
 */
function createFileStore() {
    const dirty = new DirectorySync();
    return {
        type: 'file',
        stat: statFile,
        list: listDirectory,
        read: readFile,
        source: fileSource,
        write: (location, source, options) => writeFile(dirty, location, source, options),
        copyLocal: (from, to, options) => duplicateFile(dirty, from, to, options),
        publish: (location, bytes, options) => publishFile(dirty, location, bytes, options),
        remove: removeFiles,
        close() {
            // nothing is held open between operations
        },
    };
}
async function guarded(operation, location, work) {
    try {
        return await work();
    }
    catch (error) {
        throw fileError(error, operation, location);
    }
}
async function statFile(location, options = {}) {
    options.signal?.throwIfAborted();
    try {
        const found = await (0,promises_.stat)(localPath(location));
        return found.isFile() ? { location, sizeBytes: found.size, modifiedAt: found.mtime } : undefined;
    }
    catch (error) {
        const fault = fileError(error, 'stat', location);
        if (fault instanceof storage_error/* StorageError */.a && fault.code === 'not-found')
            return undefined;
        throw fault;
    }
}
async function readFile(location, options) {
    return guarded('read', location, async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            options.signal?.throwIfAborted();
            const file = file_store_addDisposableResource(env_1, await (0,promises_.open)(localPath(location), 'r'), true);
            const { size, mtime } = await file.stat();
            if (size > options.maxBytes) {
                throw new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} has ${size} bytes where at most ${options.maxBytes} were expected: check that it is the right file`, { code: 'too-large', operation: 'read', location });
            }
            const bytes = new Uint8Array(size);
            let at = 0;
            for await (const chunk of chunksOf(file, 0, size, location, options)) {
                bytes.set(chunk, at);
                at += chunk.length;
            }
            return { info: { location, sizeBytes: size, modifiedAt: mtime }, bytes };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = file_store_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    });
}
/** Fresh buffers of at most 1 MiB each; a file that ends early is an error. */
async function* chunksOf(file, start, end, location, options) {
    for (let at = start; at < end;) {
        options.signal?.throwIfAborted();
        const buffer = new Uint8Array(Math.min(CHUNK_BYTES, end - at));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0)
            throw changed(location);
        at += bytesRead;
        yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
    }
}
function changed(location) {
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} changed while it was being read: make sure that nothing writes to the source and run again`, { code: 'changed', operation: 'read', location });
}
/** A file has no ETag: its size and modification time stand for "the planned content". */
function requireUnchanged(found, planned) {
    // Date with Date: `mtime` is rounded to milliseconds, so a truncated `mtimeMs` is another number for half
    // of all files.
    const sameTime = planned.modifiedAt === undefined || found.mtime.getTime() === planned.modifiedAt.getTime();
    if (found.size !== planned.sizeBytes || !sameTime)
        throw changed(planned.location);
}
function fileSource(info) {
    return {
        sizeBytes: info.sizeBytes,
        async open(start, end, options) {
            const file = await guarded('open', info.location, () => (0,promises_.open)(localPath(info.location), 'r'));
            return pinnedRange(file, info, start, end, options);
        },
    };
}
async function* pinnedRange(file, info, start, end, options) {
    try {
        requireUnchanged(await file.stat(), info);
        yield* chunksOf(file, start, end, info.location, options);
        requireUnchanged(await file.stat(), info);
    }
    catch (error) {
        throw fileError(error, 'read', info.location);
    }
    finally {
        await file.close();
    }
}
async function writeFile(dirty, location, source, options = {}) {
    return guarded('write', location, async () => {
        const path = localPath(location);
        const temporary = await openTemporary(dirty, path);
        await landTemporary(temporary, path, 'replace', async (file) => {
            let written = 0;
            for await (const chunk of await source.open(0, source.sizeBytes, options)) {
                options.signal?.throwIfAborted();
                await file.writeFile(chunk);
                written += chunk.length;
                options.onBytes?.(chunk.length);
            }
            if (written !== source.sizeBytes)
                throw shortSource(location, written, source.sizeBytes);
        });
        return described(path, location);
    });
}
function shortSource(location, written, planned) {
    return new storage_error/* StorageError */.a(`${(0,location_location/* displayLocation */.S5)(location)} was not written: its source gave ${written} of ${planned} bytes; run again`, { code: 'corrupt-answer', operation: 'write', location });
}
async function described(path, location) {
    const { size, mtime } = await (0,promises_.stat)(path);
    return { location, sizeBytes: size, modifiedAt: mtime };
}
async function duplicateFile(dirty, from, to, options = {}) {
    const origin = localPath(from.location);
    requireUnchanged(await guarded('stat', from.location, () => (0,promises_.stat)(origin)), from);
    return guarded('copyfile', to, async () => {
        options.signal?.throwIfAborted();
        const path = localPath(to);
        const temporary = await openTemporary(dirty, path);
        await landTemporary(temporary, path, 'replace', async () => {
            await (0,promises_.copyFile)(origin, temporary.path, external_node_fs_.constants.COPYFILE_FICLONE);
            requireUnchanged(await (0,promises_.stat)(origin), from);
        });
        options.onBytes?.(from.sizeBytes);
        return described(path, to);
    });
}
async function publishFile(dirty, location, bytes, options) {
    return guarded('link', location, async () => {
        options.signal?.throwIfAborted();
        const path = localPath(location);
        const before = await statFile(location);
        if (before !== undefined && !options.replace)
            return { outcome: 'exists', conditionHonoured: true };
        const temporary = await openTemporary(dirty, path);
        // What the published file speaks of must be on disk before it is.
        await dirty.flush();
        const landed = await landTemporary(temporary, path, options.replace ? 'replace' : 'if-absent', (file) => file.writeFile(bytes));
        await dirty.flush();
        if (landed === 'taken')
            return { outcome: 'exists', conditionHonoured: true };
        return { outcome: before === undefined ? 'created' : 'replaced', conditionHonoured: landed === 'guarded' };
    });
}
async function removeFiles(locations, options = {}) {
    for (const location of locations) {
        options.signal?.throwIfAborted();
        await guarded('unlink', location, async () => {
            try {
                await (0,promises_.unlink)(localPath(location));
            }
            catch (error) {
                const code = (0,system_error/* systemCode */.x)(error);
                if (code !== 'ENOENT' && code !== 'ENOTDIR')
                    throw error;
            }
        });
    }
}

;// CONCATENATED MODULE: ./build/storage/open-store.js



/**
 * Opens the store that the location's scheme names; nothing is asked of it yet. The AWS SDK is loaded only for S3.
 *
 * @param write what every write carries; for the target.
 * @throws StorageError `unsupported` for a scheme that is neither `file` nor one of S3's.
 */
async function openStore(location, side, s3, write, { tuning, ...options }) {
    if (location.scheme === 'file')
        return createFileStore();
    if (!(0,location_location/* isS3Scheme */.Ib)(location.scheme))
        throw unsupportedScheme(location, side);
    const { createS3Store } = await Promise.all(/* import() */[__nccwpck_require__.e(127), __nccwpck_require__.e(504)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3504));
    return createS3Store(s3, { side, ...(write && { write }), ...options, ...tuning });
}
/** Tools that copy where this program cannot. */
const TOOLS = {
    hdfs: 'hadoop distcp',
    viewfs: 'hadoop distcp',
    webhdfs: 'hadoop distcp',
    gs: 'gcloud storage cp',
    abfs: 'azcopy',
    abfss: 'azcopy',
    wasb: 'azcopy',
    wasbs: 'azcopy',
    oss: 'ossutil',
};
function unsupportedScheme(location, side) {
    const tool = TOOLS[location.scheme];
    return new storage_error/* StorageError */.a(`${side}: ${(0,location_location/* displayLocation */.S5)(location)} is on ${location.scheme}:, which cannot be read or written here, only local files and S3 `
        + `(s3, s3a, s3p, s3n) can: copy the snapshot with its own tool${tool === undefined ? '' : ` (${tool})`} and rewrite its _metadata with `
        + '"flink-snapshot rewrite IN OUT --path-map \'old => new\'"', { code: 'unsupported', operation: 'open', location });
}


/***/ }),

/***/ 5307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ canCopyWithin),
/* harmony export */   x: () => (/* binding */ ServerSideRefusedError)
/* harmony export */ });
/** Whether a store can copy by itself. */
function canCopyWithin(store) {
    return 'copyWithin' in store;
}
/**
 * The store refuses to copy by itself: `all` objects, or only those that need `parts`. The message says why.
 */
class ServerSideRefusedError extends Error {
    name = 'ServerSideRefusedError';
    scope;
    constructor(scope, message, options) {
        super(message, options);
        this.scope = scope;
    }
}


/***/ }),

/***/ 5012:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ StorageError)
/* harmony export */ });
/**
 * A store failed for good: the message is one sentence that names the object and what to do; `cause` is the
 * raw fault.
 */
class StorageError extends Error {
    name = 'StorageError';
    facts;
    constructor(message, facts, options) {
        super(message, options);
        this.facts = facts;
    }
    /** Short for `facts.code`. */
    get code() {
        return this.facts.code;
    }
}


/***/ }),

/***/ 4186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ messageOf),
/* harmony export */   x: () => (/* binding */ systemCode)
/* harmony export */ });
/**
 * The code of an error that Node or the operating system raised (`ENOENT`), `undefined` for anything else. Not by
 * `instanceof`: inside a VM context (as of some test runners) Node's errors are not of that context's `Error`.
 */
function systemCode(error) {
    if (typeof error !== 'object' || error === null || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}
/** The message of whatever was thrown. */
function messageOf(error) {
    if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string')
        return error.message;
    return String(error);
}


/***/ }),

/***/ 5765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   pq: () => (/* binding */ countOf),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** A number of bytes for people: `0 B`, `12.3 MiB`. */
function formatBytes(bytes) {
    let value = Math.max(0, bytes);
    let unit = 0;
    while (value >= 1023.95 && unit < UNITS.length - 1) {
        value /= 1024;
        unit += 1;
    }
    const digits = unit === 0 || value >= 99.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}
/** A count with commas between groups of three digits. */
function formatCount(count) {
    return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}
/** A count and its noun: `1 file`, `1,200 files`. The plural takes an `s`. */
function countOf(count, noun) {
    return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
/** A duration for people: `40 ms`, `0.4 s`, `42 s`, `3 min 5 s`, `2 h 10 min`. */
function formatDuration(ms) {
    if (ms < 100)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 9_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} min ${seconds % 60} s`;
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(3986);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 

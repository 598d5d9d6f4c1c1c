#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

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

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

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

/***/ 99:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:sqlite");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

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

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

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

/***/ 7349:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveBlockMap = __nccwpck_require__(7103);
var resolveBlockSeq = __nccwpck_require__(334);
var resolveFlowCollection = __nccwpck_require__(3142);

function resolveCollection(CN, ctx, token, onError, tagName, tag) {
    const coll = token.type === 'block-map'
        ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag)
        : token.type === 'block-seq'
            ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag)
            : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
    const Coll = coll.constructor;
    // If we got a tagName matching the class, or the tag name is '!',
    // then use the tagName from the node class used to create it.
    if (tagName === '!' || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
    }
    if (tagName)
        coll.tag = tagName;
    return coll;
}
function composeCollection(CN, ctx, token, props, onError) {
    const tagToken = props.tag;
    const tagName = !tagToken
        ? null
        : ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg));
    if (token.type === 'block-seq') {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken
            ? anchor.offset > tagToken.offset
                ? anchor
                : tagToken
            : (anchor ?? tagToken);
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
            const message = 'Missing newline after block sequence props';
            onError(lastProp, 'MISSING_CHAR', message);
        }
    }
    const expType = token.type === 'block-map'
        ? 'map'
        : token.type === 'block-seq'
            ? 'seq'
            : token.start.source === '{'
                ? 'map'
                : 'seq';
    // shortcut: check if it's a generic YAMLMap or YAMLSeq
    // before jumping into the custom tag logic.
    if (!tagToken ||
        !tagName ||
        tagName === '!' ||
        (tagName === YAMLMap.YAMLMap.tagName && expType === 'map') ||
        (tagName === YAMLSeq.YAMLSeq.tagName && expType === 'seq')) {
        return resolveCollection(CN, ctx, token, onError, tagName);
    }
    let tag = ctx.schema.tags.find(t => t.tag === tagName && t.collection === expType);
    if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
            ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
            tag = kt;
        }
        else {
            if (kt) {
                onError(tagToken, 'BAD_COLLECTION_TYPE', `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? 'scalar'}`, true);
            }
            else {
                onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, true);
            }
            return resolveCollection(CN, ctx, token, onError, tagName);
        }
    }
    const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
    const res = tag.resolve?.(coll, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg), ctx.options) ?? coll;
    const node = identity.isNode(res)
        ? res
        : new Scalar.Scalar(res);
    node.range = coll.range;
    node.tag = tagName;
    if (tag?.format)
        node.format = tag.format;
    return node;
}

exports.composeCollection = composeCollection;


/***/ }),

/***/ 3683:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Document = __nccwpck_require__(3021);
var composeNode = __nccwpck_require__(5937);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);

function composeDoc(options, directives, { offset, start, value, end }, onError) {
    const opts = Object.assign({ _directives: directives }, options);
    const doc = new Document.Document(undefined, opts);
    const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
    };
    const props = resolveProps.resolveProps(start, {
        indicator: 'doc-start',
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
    });
    if (props.found) {
        doc.directives.docStart = true;
        if (value &&
            (value.type === 'block-map' || value.type === 'block-seq') &&
            !props.hasNewline)
            onError(props.end, 'MISSING_CHAR', 'Block collection cannot start on same line with directives-end marker');
    }
    // @ts-expect-error If Contents is set, let's trust the user
    doc.contents = value
        ? composeNode.composeNode(ctx, value, props, onError)
        : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
    const contentEnd = doc.contents.range[2];
    const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
    if (re.comment)
        doc.comment = re.comment;
    doc.range = [offset, contentEnd, re.offset];
    return doc;
}

exports.composeDoc = composeDoc;


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var composeCollection = __nccwpck_require__(7349);
var composeScalar = __nccwpck_require__(5413);
var resolveEnd = __nccwpck_require__(7788);
var utilEmptyScalarPosition = __nccwpck_require__(2599);

const CN = { composeNode, composeEmptyNode };
function composeNode(ctx, token, props, onError) {
    const atKey = ctx.atKey;
    const { spaceBefore, comment, anchor, tag } = props;
    let node;
    let isSrcToken = true;
    switch (token.type) {
        case 'alias':
            node = composeAlias(ctx, token, onError);
            if (anchor || tag)
                onError(token, 'ALIAS_PROPS', 'An alias node must not specify any properties');
            break;
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'block-scalar':
            node = composeScalar.composeScalar(ctx, token, tag, onError);
            if (anchor)
                node.anchor = anchor.source.substring(1);
            break;
        case 'block-map':
        case 'block-seq':
        case 'flow-collection':
            try {
                node = composeCollection.composeCollection(CN, ctx, token, props, onError);
                if (anchor)
                    node.anchor = anchor.source.substring(1);
            }
            catch (error) {
                // Almost certainly here due to a stack overflow
                const message = error instanceof Error ? error.message : String(error);
                onError(token, 'RESOURCE_EXHAUSTION', message);
            }
            break;
        default: {
            const message = token.type === 'error'
                ? token.message
                : `Unsupported token (type: ${token.type})`;
            onError(token, 'UNEXPECTED_TOKEN', message);
            isSrcToken = false;
        }
    }
    node ?? (node = composeEmptyNode(ctx, token.offset, undefined, null, props, onError));
    if (anchor && node.anchor === '')
        onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    if (atKey &&
        ctx.options.stringKeys &&
        (!identity.isScalar(node) ||
            typeof node.value !== 'string' ||
            (node.tag && node.tag !== 'tag:yaml.org,2002:str'))) {
        const msg = 'With stringKeys, all keys must be strings';
        onError(tag ?? token, 'NON_STRING_KEY', msg);
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        if (token.type === 'scalar' && token.source === '')
            node.comment = comment;
        else
            node.commentBefore = comment;
    }
    // @ts-expect-error Type checking misses meaning of isSrcToken
    if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
    return node;
}
function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
    const token = {
        type: 'scalar',
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ''
    };
    const node = composeScalar.composeScalar(ctx, token, tag, onError);
    if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === '')
            onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        node.comment = comment;
        node.range[2] = end;
    }
    return node;
}
function composeAlias({ options }, { offset, source, end }, onError) {
    const alias = new Alias.Alias(source.substring(1));
    if (alias.source === '')
        onError(offset, 'BAD_ALIAS', 'Alias cannot be an empty string');
    if (alias.source.endsWith(':'))
        onError(offset + source.length - 1, 'BAD_ALIAS', 'Alias ending in : is ambiguous', true);
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
    alias.range = [offset, valueEnd, re.offset];
    if (re.comment)
        alias.comment = re.comment;
    return alias;
}

exports.composeEmptyNode = composeEmptyNode;
exports.composeNode = composeNode;


/***/ }),

/***/ 5413:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);

function composeScalar(ctx, token, tagToken, onError) {
    const { value, type, comment, range } = token.type === 'block-scalar'
        ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError)
        : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
    const tagName = tagToken
        ? ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg))
        : null;
    let tag;
    if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
    }
    else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
    else if (token.type === 'scalar')
        tag = findScalarTagByTest(ctx, value, token, onError);
    else
        tag = ctx.schema[identity.SCALAR];
    let scalar;
    try {
        const res = tag.resolve(value, msg => onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
    }
    catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg);
        scalar = new Scalar.Scalar(value);
    }
    scalar.range = range;
    scalar.source = value;
    if (type)
        scalar.type = type;
    if (tagName)
        scalar.tag = tagName;
    if (tag.format)
        scalar.format = tag.format;
    if (comment)
        scalar.comment = comment;
    return scalar;
}
function findScalarTagByName(schema, value, tagName, tagToken, onError) {
    if (tagName === '!')
        return schema[identity.SCALAR]; // non-specific tag
    const matchWithTest = [];
    for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
            if (tag.default && tag.test)
                matchWithTest.push(tag);
            else
                return tag;
        }
    }
    for (const tag of matchWithTest)
        if (tag.test?.test(value))
            return tag;
    const kt = schema.knownTags[tagName];
    if (kt && !kt.collection) {
        // Ensure that the known tag is available for stringifying,
        // but does not get used by default.
        schema.tags.push(Object.assign({}, kt, { default: false, test: undefined }));
        return kt;
    }
    onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, tagName !== 'tag:yaml.org,2002:str');
    return schema[identity.SCALAR];
}
function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
    const tag = schema.tags.find(tag => (tag.default === true || (atKey && tag.default === 'key')) &&
        tag.test?.test(value)) || schema[identity.SCALAR];
    if (schema.compat) {
        const compat = schema.compat.find(tag => tag.default && tag.test?.test(value)) ??
            schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
            const ts = directives.tagString(tag.tag);
            const cs = directives.tagString(compat.tag);
            const msg = `Value may be parsed as either ${ts} or ${cs}`;
            onError(token, 'TAG_RESOLVE_FAILED', msg, true);
        }
    }
    return tag;
}

exports.composeScalar = composeScalar;


/***/ }),

/***/ 9984:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var directives = __nccwpck_require__(1342);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var identity = __nccwpck_require__(1127);
var composeDoc = __nccwpck_require__(3683);
var resolveEnd = __nccwpck_require__(7788);

function getErrorPos(src) {
    if (typeof src === 'number')
        return [src, src + 1];
    if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
    const { offset, source } = src;
    return [offset, offset + (typeof source === 'string' ? source.length : 1)];
}
function parsePrelude(prelude) {
    let comment = '';
    let atComment = false;
    let afterEmptyLine = false;
    for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
            case '#':
                comment +=
                    (comment === '' ? '' : afterEmptyLine ? '\n\n' : '\n') +
                        (source.substring(1) || ' ');
                atComment = true;
                afterEmptyLine = false;
                break;
            case '%':
                if (prelude[i + 1]?.[0] !== '#')
                    i += 1;
                atComment = false;
                break;
            default:
                // This may be wrong after doc-end, but in that case it doesn't matter
                if (!atComment)
                    afterEmptyLine = true;
                atComment = false;
        }
    }
    return { comment, afterEmptyLine };
}
/**
 * Compose a stream of CST nodes into a stream of YAML Documents.
 *
 * ```ts
 * import { Composer, Parser } from 'yaml'
 *
 * const src: string = ...
 * const tokens = new Parser().parse(src)
 * const docs = new Composer().compose(tokens)
 * ```
 */
class Composer {
    constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
            const pos = getErrorPos(source);
            if (warning)
                this.warnings.push(new errors.YAMLWarning(pos, code, message));
            else
                this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        this.directives = new directives.Directives({ version: options.version || '1.2' });
        this.options = options;
    }
    decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        //console.log({ dc: doc.comment, prelude, comment })
        if (comment) {
            const dc = doc.contents;
            if (afterDoc) {
                doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
            }
            else if (afterEmptyLine || doc.directives.docStart || !dc) {
                doc.commentBefore = comment;
            }
            else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
                let it = dc.items[0];
                if (identity.isPair(it))
                    it = it.key;
                const cb = it.commentBefore;
                it.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
            else {
                const cb = dc.commentBefore;
                dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
        }
        if (afterDoc) {
            for (let i = 0; i < this.errors.length; ++i)
                doc.errors.push(this.errors[i]);
            for (let i = 0; i < this.warnings.length; ++i)
                doc.warnings.push(this.warnings[i]);
        }
        else {
            doc.errors = this.errors;
            doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
    }
    /**
     * Current stream status information.
     *
     * Mostly useful at the end of input for an empty stream.
     */
    streamInfo() {
        return {
            comment: parsePrelude(this.prelude).comment,
            directives: this.directives,
            errors: this.errors,
            warnings: this.warnings
        };
    }
    /**
     * Compose tokens into documents.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
            yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
    }
    /** Advance the composer by one CST token. */
    *next(token) {
        if (node_process.env.LOG_STREAM)
            console.dir(token, { depth: null });
        switch (token.type) {
            case 'directive':
                this.directives.add(token.source, (offset, message, warning) => {
                    const pos = getErrorPos(token);
                    pos[0] += offset;
                    this.onError(pos, 'BAD_DIRECTIVE', message, warning);
                });
                this.prelude.push(token.source);
                this.atDirectives = true;
                break;
            case 'document': {
                const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
                if (this.atDirectives && !doc.directives.docStart)
                    this.onError(token, 'MISSING_CHAR', 'Missing directives-end/doc-start indicator line');
                this.decorate(doc, false);
                if (this.doc)
                    yield this.doc;
                this.doc = doc;
                this.atDirectives = false;
                break;
            }
            case 'byte-order-mark':
            case 'space':
                break;
            case 'comment':
            case 'newline':
                this.prelude.push(token.source);
                break;
            case 'error': {
                const msg = token.source
                    ? `${token.message}: ${JSON.stringify(token.source)}`
                    : token.message;
                const error = new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg);
                if (this.atDirectives || !this.doc)
                    this.errors.push(error);
                else
                    this.doc.errors.push(error);
                break;
            }
            case 'doc-end': {
                if (!this.doc) {
                    const msg = 'Unexpected doc-end without preceding document';
                    this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg));
                    break;
                }
                this.doc.directives.docEnd = true;
                const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
                this.decorate(this.doc, true);
                if (end.comment) {
                    const dc = this.doc.comment;
                    this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
                }
                this.doc.range[2] = end.offset;
                break;
            }
            default:
                this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', `Unsupported token ${token.type}`));
        }
    }
    /**
     * Call at end of input to yield any remaining document.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
            this.decorate(this.doc, true);
            yield this.doc;
            this.doc = null;
        }
        else if (forceDoc) {
            const opts = Object.assign({ _directives: this.directives }, this.options);
            const doc = new Document.Document(undefined, opts);
            if (this.atDirectives)
                this.onError(endOffset, 'MISSING_CHAR', 'Missing directives-end indicator line');
            doc.range = [0, endOffset, endOffset];
            this.decorate(doc, false);
            yield doc;
        }
    }
}

exports.Composer = Composer;


/***/ }),

/***/ 7103:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilFlowIndentCheck = __nccwpck_require__(4051);
var utilMapIncludes = __nccwpck_require__(1187);

const startColMsg = 'All mapping items must start at the same column';
function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
    const map = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    let offset = bm.offset;
    let commentEnd = null;
    for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        // key properties
        const keyProps = resolveProps.resolveProps(start, {
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: bm.indent,
            startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
            if (key) {
                if (key.type === 'block-seq')
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'A block sequence may not be used as an implicit map key');
                else if ('indent' in key && key.indent !== bm.indent)
                    onError(offset, 'BAD_INDENT', startColMsg);
            }
            if (!keyProps.anchor && !keyProps.tag && !sep) {
                commentEnd = keyProps.end;
                if (keyProps.comment) {
                    if (map.comment)
                        map.comment += '\n' + keyProps.comment;
                    else
                        map.comment = keyProps.comment;
                }
                continue;
            }
            if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
                onError(key ?? start[start.length - 1], 'MULTILINE_IMPLICIT_KEY', 'Implicit keys need to be on a single line');
            }
        }
        else if (keyProps.found?.indent !== bm.indent) {
            onError(offset, 'BAD_INDENT', startColMsg);
        }
        // key value
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key
            ? composeNode(ctx, key, keyProps, onError)
            : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
            onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
        // value properties
        const valueProps = resolveProps.resolveProps(sep ?? [], {
            indicator: 'map-value-ind',
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: bm.indent,
            startOnNewline: !key || key.type === 'block-scalar'
        });
        offset = valueProps.end;
        if (valueProps.found) {
            if (implicitKey) {
                if (value?.type === 'block-map' && !valueProps.hasNewline)
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'Nested mappings are not allowed in compact mappings');
                if (ctx.options.strict &&
                    keyProps.start < valueProps.found.offset - 1024)
                    onError(keyNode.range, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit block mapping key');
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
            if (ctx.schema.compat)
                utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
            offset = valueNode.range[2];
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
        else {
            // key with no value
            if (implicitKey)
                onError(keyNode.range, 'MISSING_CHAR', 'Implicit map keys need to be followed by map values');
            if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
    }
    if (commentEnd && commentEnd < offset)
        onError(commentEnd, 'IMPOSSIBLE', 'Map comment with trailing content');
    map.range = [bm.offset, offset, commentEnd ?? offset];
    return map;
}

exports.resolveBlockMap = resolveBlockMap;


/***/ }),

/***/ 8913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function resolveBlockScalar(ctx, scalar, onError) {
    const start = scalar.offset;
    const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
    if (!header)
        return { value: '', type: null, comment: '', range: [start, start, start] };
    const type = header.mode === '>' ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
    const lines = scalar.source ? splitLines(scalar.source) : [];
    // determine the end of content & start of chomping
    let chompStart = lines.length;
    for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === '' || content === '\r')
            chompStart = i;
        else
            break;
    }
    // shortcut for empty contents
    if (chompStart === 0) {
        const value = header.chomp === '+' && lines.length > 0
            ? '\n'.repeat(Math.max(1, lines.length - 1))
            : '';
        let end = start + header.length;
        if (scalar.source)
            end += scalar.source.length;
        return { value, type, comment: header.comment, range: [start, end, end] };
    }
    // find the indentation level to trim from start
    let trimIndent = scalar.indent + header.indent;
    let offset = scalar.offset + header.length;
    let contentStart = 0;
    for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === '' || content === '\r') {
            if (header.indent === 0 && indent.length > trimIndent)
                trimIndent = indent.length;
        }
        else {
            if (indent.length < trimIndent) {
                const message = 'Block scalars with more-indented leading empty lines must use an explicit indentation indicator';
                onError(offset + indent.length, 'MISSING_CHAR', message);
            }
            if (header.indent === 0)
                trimIndent = indent.length;
            contentStart = i;
            if (trimIndent === 0 && !ctx.atRoot) {
                const message = 'Block scalar values in collections must be indented';
                onError(offset, 'BAD_INDENT', message);
            }
            break;
        }
        offset += indent.length + content.length + 1;
    }
    // include trailing more-indented empty lines in content
    for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
            chompStart = i + 1;
    }
    let value = '';
    let sep = '';
    let prevMoreIndented = false;
    // leading whitespace is kept intact
    for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + '\n';
    for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === '\r';
        if (crlf)
            content = content.slice(0, -1);
        /* istanbul ignore if already caught in lexer */
        if (content && indent.length < trimIndent) {
            const src = header.indent
                ? 'explicit indentation indicator'
                : 'first line';
            const message = `Block scalar lines must not be less indented than their ${src}`;
            onError(offset - content.length - (crlf ? 2 : 1), 'BAD_INDENT', message);
            indent = '';
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
        }
        else if (indent.length > trimIndent || content[0] === '\t') {
            // more-indented content within a folded block
            if (sep === ' ')
                sep = '\n';
            else if (!prevMoreIndented && sep === '\n')
                sep = '\n\n';
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
            prevMoreIndented = true;
        }
        else if (content === '') {
            // empty line
            if (sep === '\n')
                value += '\n';
            else
                sep = '\n';
        }
        else {
            value += sep + content;
            sep = ' ';
            prevMoreIndented = false;
        }
    }
    switch (header.chomp) {
        case '-':
            break;
        case '+':
            for (let i = chompStart; i < lines.length; ++i)
                value += '\n' + lines[i][0].slice(trimIndent);
            if (value[value.length - 1] !== '\n')
                value += '\n';
            break;
        default:
            value += '\n';
    }
    const end = start + header.length + scalar.source.length;
    return { value, type, comment: header.comment, range: [start, end, end] };
}
function parseBlockScalarHeader({ offset, props }, strict, onError) {
    /* istanbul ignore if should not happen */
    if (props[0].type !== 'block-scalar-header') {
        onError(props[0], 'IMPOSSIBLE', 'Block scalar header not found');
        return null;
    }
    const { source } = props[0];
    const mode = source[0];
    let indent = 0;
    let chomp = '';
    let error = -1;
    for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === '-' || ch === '+'))
            chomp = ch;
        else {
            const n = Number(ch);
            if (!indent && n)
                indent = n;
            else if (error === -1)
                error = offset + i;
        }
    }
    if (error !== -1)
        onError(error, 'UNEXPECTED_TOKEN', `Block scalar header includes extra characters: ${source}`);
    let hasSpace = false;
    let comment = '';
    let length = source.length;
    for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
            case 'space':
                hasSpace = true;
            // fallthrough
            case 'newline':
                length += token.source.length;
                break;
            case 'comment':
                if (strict && !hasSpace) {
                    const message = 'Comments must be separated from other tokens by white space characters';
                    onError(token, 'MISSING_CHAR', message);
                }
                length += token.source.length;
                comment = token.source.substring(1);
                break;
            case 'error':
                onError(token, 'UNEXPECTED_TOKEN', token.message);
                length += token.source.length;
                break;
            /* istanbul ignore next should not happen */
            default: {
                const message = `Unexpected token in block scalar header: ${token.type}`;
                onError(token, 'UNEXPECTED_TOKEN', message);
                const ts = token.source;
                if (ts && typeof ts === 'string')
                    length += ts.length;
            }
        }
    }
    return { mode, indent, chomp, comment, length };
}
/** @returns Array of lines split up as `[indent, content]` */
function splitLines(source) {
    const split = source.split(/\n( *)/);
    const first = split[0];
    const m = first.match(/^( *)/);
    const line0 = m?.[1]
        ? [m[1], first.slice(m[1].length)]
        : ['', first];
    const lines = [line0];
    for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
    return lines;
}

exports.resolveBlockScalar = resolveBlockScalar;


/***/ }),

/***/ 334:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var YAMLSeq = __nccwpck_require__(2223);
var resolveProps = __nccwpck_require__(4631);
var utilFlowIndentCheck = __nccwpck_require__(4051);

function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
    const seq = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = bs.offset;
    let commentEnd = null;
    for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
            indicator: 'seq-item-ind',
            next: value,
            offset,
            onError,
            parentIndent: bs.indent,
            startOnNewline: true
        });
        if (!props.found) {
            if (props.anchor || props.tag || value) {
                if (value?.type === 'block-seq')
                    onError(props.end, 'BAD_INDENT', 'All sequence items must start at the same column');
                else
                    onError(offset, 'MISSING_CHAR', 'Sequence item without - indicator');
            }
            else {
                commentEnd = props.end;
                if (props.comment)
                    seq.comment = props.comment;
                continue;
            }
        }
        const node = value
            ? composeNode(ctx, value, props, onError)
            : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
    }
    seq.range = [bs.offset, offset, commentEnd ?? offset];
    return seq;
}

exports.resolveBlockSeq = resolveBlockSeq;


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack_module, exports) => {



function resolveEnd(end, offset, reqSpace, onError) {
    let comment = '';
    if (end) {
        let hasSpace = false;
        let sep = '';
        for (const token of end) {
            const { source, type } = token;
            switch (type) {
                case 'space':
                    hasSpace = true;
                    break;
                case 'comment': {
                    if (reqSpace && !hasSpace)
                        onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                    const cb = source.substring(1) || ' ';
                    if (!comment)
                        comment = cb;
                    else
                        comment += sep + cb;
                    sep = '';
                    break;
                }
                case 'newline':
                    if (comment)
                        sep += source;
                    hasSpace = true;
                    break;
                default:
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${type} at node end`);
            }
            offset += source.length;
        }
    }
    return { comment, offset };
}

exports.resolveEnd = resolveEnd;


/***/ }),

/***/ 3142:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilMapIncludes = __nccwpck_require__(1187);

const blockMsg = 'Block collections are not allowed within flow collections';
const isBlock = (token) => token && (token.type === 'block-map' || token.type === 'block-seq');
function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
    const isMap = fc.start.source === '{';
    const fcName = isMap ? 'flow map' : 'flow sequence';
    const NodeClass = (tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq));
    const coll = new NodeClass(ctx.schema);
    coll.flow = true;
    const atRoot = ctx.atRoot;
    if (atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = fc.offset + fc.start.source.length;
    for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
            flow: fcName,
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
        });
        if (!props.found) {
            if (!props.anchor && !props.tag && !sep && !value) {
                if (i === 0 && props.comma)
                    onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
                else if (i < fc.items.length - 1)
                    onError(props.start, 'UNEXPECTED_TOKEN', `Unexpected empty item in ${fcName}`);
                if (props.comment) {
                    if (coll.comment)
                        coll.comment += '\n' + props.comment;
                    else
                        coll.comment = props.comment;
                }
                offset = props.end;
                continue;
            }
            if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
                onError(key, // checked by containsNewline()
                'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
        }
        if (i === 0) {
            if (props.comma)
                onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
        }
        else {
            if (!props.comma)
                onError(props.start, 'MISSING_CHAR', `Missing , between ${fcName} items`);
            if (props.comment) {
                let prevItemComment = '';
                loop: for (const st of start) {
                    switch (st.type) {
                        case 'comma':
                        case 'space':
                            break;
                        case 'comment':
                            prevItemComment = st.source.substring(1);
                            break loop;
                        default:
                            break loop;
                    }
                }
                if (prevItemComment) {
                    let prev = coll.items[coll.items.length - 1];
                    if (identity.isPair(prev))
                        prev = prev.value ?? prev.key;
                    if (prev.comment)
                        prev.comment += '\n' + prevItemComment;
                    else
                        prev.comment = prevItemComment;
                    props.comment = props.comment.substring(prevItemComment.length + 1);
                }
            }
        }
        if (!isMap && !sep && !props.found) {
            // item is a value in a seq
            // → key & sep are empty, start does not include ? or :
            const valueNode = value
                ? composeNode(ctx, value, props, onError)
                : composeEmptyNode(ctx, props.end, sep, null, props, onError);
            coll.items.push(valueNode);
            offset = valueNode.range[2];
            if (isBlock(value))
                onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
        }
        else {
            // item is a key+value pair
            // key value
            ctx.atKey = true;
            const keyStart = props.end;
            const keyNode = key
                ? composeNode(ctx, key, props, onError)
                : composeEmptyNode(ctx, keyStart, start, null, props, onError);
            if (isBlock(key))
                onError(keyNode.range, 'BLOCK_IN_FLOW', blockMsg);
            ctx.atKey = false;
            // value properties
            const valueProps = resolveProps.resolveProps(sep ?? [], {
                flow: fcName,
                indicator: 'map-value-ind',
                next: value,
                offset: keyNode.range[2],
                onError,
                parentIndent: fc.indent,
                startOnNewline: false
            });
            if (valueProps.found) {
                if (!isMap && !props.found && ctx.options.strict) {
                    if (sep)
                        for (const st of sep) {
                            if (st === valueProps.found)
                                break;
                            if (st.type === 'newline') {
                                onError(st, 'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
                                break;
                            }
                        }
                    if (props.start < valueProps.found.offset - 1024)
                        onError(valueProps.found, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key');
                }
            }
            else if (value) {
                if ('source' in value && value.source?.[0] === ':')
                    onError(value, 'MISSING_CHAR', `Missing space after : in ${fcName}`);
                else
                    onError(valueProps.start, 'MISSING_CHAR', `Missing , or : between ${fcName} items`);
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : valueProps.found
                    ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError)
                    : null;
            if (valueNode) {
                if (isBlock(value))
                    onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
            }
            else if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            if (isMap) {
                const map = coll;
                if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
                    onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
                map.items.push(pair);
            }
            else {
                const map = new YAMLMap.YAMLMap(ctx.schema);
                map.flow = true;
                map.items.push(pair);
                const endRange = (valueNode ?? keyNode).range;
                map.range = [keyNode.range[0], endRange[1], endRange[2]];
                coll.items.push(map);
            }
            offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
    }
    const expectedEnd = isMap ? '}' : ']';
    const [ce, ...ee] = fc.end;
    let cePos = offset;
    if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
    else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot
            ? `${name} must end with a ${expectedEnd}`
            : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', msg);
        if (ce && ce.source.length !== 1)
            ee.unshift(ce);
    }
    if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
            if (coll.comment)
                coll.comment += '\n' + end.comment;
            else
                coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
    }
    else {
        coll.range = [fc.offset, cePos, cePos];
    }
    return coll;
}

exports.resolveFlowCollection = resolveFlowCollection;


/***/ }),

/***/ 6842:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var resolveEnd = __nccwpck_require__(7788);

function resolveFlowScalar(scalar, strict, onError) {
    const { offset, type, source, end } = scalar;
    let _type;
    let value;
    const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
    switch (type) {
        case 'scalar':
            _type = Scalar.Scalar.PLAIN;
            value = plainValue(source, _onError);
            break;
        case 'single-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_SINGLE;
            value = singleQuotedValue(source, _onError);
            break;
        case 'double-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_DOUBLE;
            value = doubleQuotedValue(source, _onError);
            break;
        /* istanbul ignore next should not happen */
        default:
            onError(scalar, 'UNEXPECTED_TOKEN', `Expected a flow scalar value, but found: ${type}`);
            return {
                value: '',
                type: null,
                comment: '',
                range: [offset, offset + source.length, offset + source.length]
            };
    }
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
    return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
    };
}
function plainValue(source, onError) {
    let badChar = '';
    switch (source[0]) {
        /* istanbul ignore next should not happen */
        case '\t':
            badChar = 'a tab character';
            break;
        case ',':
            badChar = 'flow indicator character ,';
            break;
        case '%':
            badChar = 'directive indicator character %';
            break;
        case '|':
        case '>': {
            badChar = `block scalar indicator ${source[0]}`;
            break;
        }
        case '@':
        case '`': {
            badChar = `reserved character ${source[0]}`;
            break;
        }
    }
    if (badChar)
        onError(0, 'BAD_SCALAR_START', `Plain value cannot start with ${badChar}`);
    return unfoldLines(source);
}
function singleQuotedValue(source, onError) {
    if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, 'MISSING_CHAR', "Missing closing 'quote");
    return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
}
function unfoldLines(source) {
    const line = /(.*?)\r?\n/sy;
    let match = line.exec(source);
    if (!match)
        return source;
    /**
     * The negative lookbehinds in these RegExps are to
     * prevent causing a polynomial search time in certain cases.
     *
     * The try-catch is for Safari < 16.4 and other old browsers:
     * https://caniuse.com/js-regexp-lookbehind
     */
    let trimEnd, trimBoth;
    try {
        trimEnd = new RegExp('(?<![ \t])[ \t]+$');
        trimBoth = new RegExp('^[ \t]+|(?<![ \t])[ \t]+$', 'g');
    }
    catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
    }
    let res = match[1].replace(trimEnd, '');
    let sep = ' ';
    let pos = line.lastIndex;
    while ((match = line.exec(source))) {
        const lm = match[1].replace(trimBoth, '');
        if (lm === '') {
            if (sep === '\n')
                res += sep;
            else
                sep = '\n';
        }
        else {
            res += sep + lm;
            sep = ' ';
        }
        pos = line.lastIndex;
    }
    const last = /[ \t]*(.*)/sy;
    last.lastIndex = pos;
    match = last.exec(source);
    return res + sep + (match?.[1] ?? '');
}
function doubleQuotedValue(source, onError) {
    let res = '';
    for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === '\r' && source[i + 1] === '\n')
            continue;
        if (ch === '\n') {
            const { fold, offset } = foldNewline(source, i);
            res += fold;
            i = offset;
        }
        else if (ch === '\\') {
            let next = source[++i];
            const cc = escapeCodes[next];
            if (cc)
                res += cc;
            else if (next === '\n') {
                // skip escaped newlines, but still trim the following line
                next = source[i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === '\r' && source[i + 1] === '\n') {
                // skip escaped CRLF newlines, but still trim the following line
                next = source[++i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === 'x' || next === 'u' || next === 'U') {
                const length = next === 'x' ? 2 : next === 'u' ? 4 : 8;
                res += parseCharCode(source, i + 1, length, onError);
                i += length;
            }
            else {
                const raw = source.substr(i - 1, 2);
                onError(i - 1, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
                res += raw;
            }
        }
        else if (ch === ' ' || ch === '\t') {
            // trim trailing whitespace
            const wsStart = i;
            let next = source[i + 1];
            while (next === ' ' || next === '\t')
                next = source[++i + 1];
            if (next !== '\n' && !(next === '\r' && source[i + 2] === '\n'))
                res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        }
        else {
            res += ch;
        }
    }
    if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, 'MISSING_CHAR', 'Missing closing "quote');
    return res;
}
/**
 * Fold a single newline into a space, multiple newlines to N - 1 newlines.
 * Presumes `source[offset] === '\n'`
 */
function foldNewline(source, offset) {
    let fold = '';
    let ch = source[offset + 1];
    while (ch === ' ' || ch === '\t' || ch === '\n' || ch === '\r') {
        if (ch === '\r' && source[offset + 2] !== '\n')
            break;
        if (ch === '\n')
            fold += '\n';
        offset += 1;
        ch = source[offset + 1];
    }
    if (!fold)
        fold = ' ';
    return { fold, offset };
}
const escapeCodes = {
    '0': '\0', // null character
    a: '\x07', // bell character
    b: '\b', // backspace
    e: '\x1b', // escape character
    f: '\f', // form feed
    n: '\n', // line feed
    r: '\r', // carriage return
    t: '\t', // horizontal tab
    v: '\v', // vertical tab
    N: '\u0085', // Unicode next line
    _: '\u00a0', // Unicode non-breaking space
    L: '\u2028', // Unicode line separator
    P: '\u2029', // Unicode paragraph separator
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t'
};
function parseCharCode(source, offset, length, onError) {
    const cc = source.substr(offset, length);
    const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
    const code = ok ? parseInt(cc, 16) : NaN;
    try {
        return String.fromCodePoint(code);
    }
    catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
        return raw;
    }
}

exports.resolveFlowScalar = resolveFlowScalar;


/***/ }),

/***/ 4631:
/***/ ((__unused_webpack_module, exports) => {



function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
    let spaceBefore = false;
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let comment = '';
    let commentSep = '';
    let hasNewline = false;
    let reqSpace = false;
    let tab = null;
    let anchor = null;
    let tag = null;
    let newlineAfterProp = null;
    let comma = null;
    let found = null;
    let start = null;
    for (const token of tokens) {
        if (reqSpace) {
            if (token.type !== 'space' &&
                token.type !== 'newline' &&
                token.type !== 'comma')
                onError(token.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
            reqSpace = false;
        }
        if (tab) {
            if (atNewline && token.type !== 'comment' && token.type !== 'newline') {
                onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
            }
            tab = null;
        }
        switch (token.type) {
            case 'space':
                // At the doc level, tabs at line start may be parsed
                // as leading white space rather than indentation.
                // In a flow collection, only the parser handles indent.
                if (!flow &&
                    (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
                    token.source.includes('\t')) {
                    tab = token;
                }
                hasSpace = true;
                break;
            case 'comment': {
                if (!hasSpace)
                    onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                const cb = token.source.substring(1) || ' ';
                if (!comment)
                    comment = cb;
                else
                    comment += commentSep + cb;
                commentSep = '';
                atNewline = false;
                break;
            }
            case 'newline':
                if (atNewline) {
                    if (comment)
                        comment += token.source;
                    else if (!found || indicator !== 'seq-item-ind')
                        spaceBefore = true;
                }
                else
                    commentSep += token.source;
                atNewline = true;
                hasNewline = true;
                if (anchor || tag)
                    newlineAfterProp = token;
                hasSpace = true;
                break;
            case 'anchor':
                if (anchor)
                    onError(token, 'MULTIPLE_ANCHORS', 'A node can have at most one anchor');
                if (token.source.endsWith(':'))
                    onError(token.offset + token.source.length - 1, 'BAD_ALIAS', 'Anchor ending in : is ambiguous', true);
                anchor = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            case 'tag': {
                if (tag)
                    onError(token, 'MULTIPLE_TAGS', 'A node can have at most one tag');
                tag = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            }
            case indicator:
                // Could here handle preceding comments differently
                if (anchor || tag)
                    onError(token, 'BAD_PROP_ORDER', `Anchors and tags must be after the ${token.source} indicator`);
                if (found)
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.source} in ${flow ?? 'collection'}`);
                found = token;
                atNewline =
                    indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
                hasSpace = false;
                break;
            case 'comma':
                if (flow) {
                    if (comma)
                        onError(token, 'UNEXPECTED_TOKEN', `Unexpected , in ${flow}`);
                    comma = token;
                    atNewline = false;
                    hasSpace = false;
                    break;
                }
            // else fallthrough
            default:
                onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.type} token`);
                atNewline = false;
                hasSpace = false;
        }
    }
    const last = tokens[tokens.length - 1];
    const end = last ? last.offset + last.source.length : offset;
    if (reqSpace &&
        next &&
        next.type !== 'space' &&
        next.type !== 'newline' &&
        next.type !== 'comma' &&
        (next.type !== 'scalar' || next.source !== '')) {
        onError(next.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
    }
    if (tab &&
        ((atNewline && tab.indent <= parentIndent) ||
            next?.type === 'block-map' ||
            next?.type === 'block-seq'))
        onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
    };
}

exports.resolveProps = resolveProps;


/***/ }),

/***/ 9499:
/***/ ((__unused_webpack_module, exports) => {



function containsNewline(key) {
    if (!key)
        return null;
    switch (key.type) {
        case 'alias':
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            if (key.source.includes('\n'))
                return true;
            if (key.end)
                for (const st of key.end)
                    if (st.type === 'newline')
                        return true;
            return false;
        case 'flow-collection':
            for (const it of key.items) {
                for (const st of it.start)
                    if (st.type === 'newline')
                        return true;
                if (it.sep)
                    for (const st of it.sep)
                        if (st.type === 'newline')
                            return true;
                if (containsNewline(it.key) || containsNewline(it.value))
                    return true;
            }
            return false;
        default:
            return true;
    }
}

exports.containsNewline = containsNewline;


/***/ }),

/***/ 2599:
/***/ ((__unused_webpack_module, exports) => {



function emptyScalarPosition(offset, before, pos) {
    if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
            let st = before[i];
            switch (st.type) {
                case 'space':
                case 'comment':
                case 'newline':
                    offset -= st.source.length;
                    continue;
            }
            // Technically, an empty scalar is immediately after the last non-empty
            // node, but it's more useful to place it after any whitespace.
            st = before[++i];
            while (st?.type === 'space') {
                offset += st.source.length;
                st = before[++i];
            }
            break;
        }
    }
    return offset;
}

exports.emptyScalarPosition = emptyScalarPosition;


/***/ }),

/***/ 4051:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var utilContainsNewline = __nccwpck_require__(9499);

function flowIndentCheck(indent, fc, onError) {
    if (fc?.type === 'flow-collection') {
        const end = fc.end[0];
        if (end.indent === indent &&
            (end.source === ']' || end.source === '}') &&
            utilContainsNewline.containsNewline(fc)) {
            const msg = 'Flow end indicator should be more indented than parent';
            onError(end, 'BAD_INDENT', msg, true);
        }
    }
}

exports.flowIndentCheck = flowIndentCheck;


/***/ }),

/***/ 1187:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

function mapIncludes(ctx, items, search) {
    const { uniqueKeys } = ctx.options;
    if (uniqueKeys === false)
        return false;
    const isEqual = typeof uniqueKeys === 'function'
        ? uniqueKeys
        : (a, b) => a === b || (identity.isScalar(a) && identity.isScalar(b) && a.value === b.value);
    return items.some(pair => isEqual(pair.key, search));
}

exports.mapIncludes = mapIncludes;


/***/ }),

/***/ 3021:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var toJS = __nccwpck_require__(4043);
var Schema = __nccwpck_require__(5840);
var stringifyDocument = __nccwpck_require__(6829);
var anchors = __nccwpck_require__(1596);
var applyReviver = __nccwpck_require__(3661);
var createNode = __nccwpck_require__(2404);
var directives = __nccwpck_require__(1342);

class Document {
    constructor(value, replacer, options) {
        /** A comment before this Document */
        this.commentBefore = null;
        /** A comment immediately after this Document */
        this.comment = null;
        /** Errors encountered during parsing. */
        this.errors = [];
        /** Warnings encountered during parsing. */
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === 'function' || Array.isArray(replacer)) {
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const opt = Object.assign({
            intAsBigInt: false,
            keepSourceTokens: false,
            logLevel: 'warn',
            prettyErrors: true,
            strict: true,
            stringKeys: false,
            uniqueKeys: true,
            version: '1.2'
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
            this.directives = options._directives.atDocument();
            if (this.directives.yaml.explicit)
                version = this.directives.yaml.version;
        }
        else
            this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        // @ts-expect-error We can't really know that this matches Contents.
        this.contents =
            value === undefined ? null : this.createNode(value, _replacer, options);
    }
    /**
     * Create a deep copy of this Document and its contents.
     *
     * Custom Node values that inherit from `Object` still refer to their original instances.
     */
    clone() {
        const copy = Object.create(Document.prototype, {
            [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
            copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        // @ts-expect-error We can't really know that this matches Contents.
        copy.contents = identity.isNode(this.contents)
            ? this.contents.clone(copy.schema)
            : this.contents;
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** Adds a value to the document. */
    add(value) {
        if (assertCollection(this.contents))
            this.contents.add(value);
    }
    /** Adds a value to the document. */
    addIn(path, value) {
        if (assertCollection(this.contents))
            this.contents.addIn(path, value);
    }
    /**
     * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
     *
     * If `node` already has an anchor, `name` is ignored.
     * Otherwise, the `node.anchor` value will be set to `name`,
     * or if an anchor with that name is already present in the document,
     * `name` will be used as a prefix for a new unique anchor.
     * If `name` is undefined, the generated anchor will use 'a' as a prefix.
     */
    createAlias(node, name) {
        if (!node.anchor) {
            const prev = anchors.anchorNames(this);
            node.anchor =
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                !name || prev.has(name) ? anchors.findNewAnchor(name || 'a', prev) : name;
        }
        return new Alias.Alias(node.anchor);
    }
    createNode(value, replacer, options) {
        let _replacer = undefined;
        if (typeof replacer === 'function') {
            value = replacer.call({ '': value }, '', value);
            _replacer = replacer;
        }
        else if (Array.isArray(replacer)) {
            const keyToStr = (v) => typeof v === 'number' || v instanceof String || v instanceof Number;
            const asStr = replacer.filter(keyToStr).map(String);
            if (asStr.length > 0)
                replacer = replacer.concat(asStr);
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, 
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        anchorPrefix || 'a');
        const ctx = {
            aliasDuplicateObjects: aliasDuplicateObjects ?? true,
            keepUndefined: keepUndefined ?? false,
            onAnchor,
            onTagObj,
            replacer: _replacer,
            schema: this.schema,
            sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
            node.flow = true;
        setAnchors();
        return node;
    }
    /**
     * Convert a key and a value into a `Pair` using the current schema,
     * recursively wrapping all values as `Scalar` or `Collection` nodes.
     */
    createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
            if (this.contents == null)
                return false;
            // @ts-expect-error Presumed impossible if Strict extends false
            this.contents = null;
            return true;
        }
        return assertCollection(this.contents)
            ? this.contents.deleteIn(path)
            : false;
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    get(key, keepScalar) {
        return identity.isCollection(this.contents)
            ? this.contents.get(key, keepScalar)
            : undefined;
    }
    /**
     * Returns item at `path`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
            return !keepScalar && identity.isScalar(this.contents)
                ? this.contents.value
                : this.contents;
        return identity.isCollection(this.contents)
            ? this.contents.getIn(path, keepScalar)
            : undefined;
    }
    /**
     * Checks if the document includes a value with the key `key`.
     */
    has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
    }
    /**
     * Checks if the document includes a value at `path`.
     */
    hasIn(path) {
        if (Collection.isEmptyPath(path))
            return this.contents !== undefined;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    set(key, value) {
        if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, [key], value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.set(key, value);
        }
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = value;
        }
        else if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.setIn(path, value);
        }
    }
    /**
     * Change the YAML version and schema used by the document.
     * A `null` version disables support for directives, explicit tags, anchors, and aliases.
     * It also requires the `schema` option to be given as a `Schema` instance value.
     *
     * Overrides all previously set schema options.
     */
    setSchema(version, options = {}) {
        if (typeof version === 'number')
            version = String(version);
        let opt;
        switch (version) {
            case '1.1':
                if (this.directives)
                    this.directives.yaml.version = '1.1';
                else
                    this.directives = new directives.Directives({ version: '1.1' });
                opt = { resolveKnownTags: false, schema: 'yaml-1.1' };
                break;
            case '1.2':
            case 'next':
                if (this.directives)
                    this.directives.yaml.version = version;
                else
                    this.directives = new directives.Directives({ version });
                opt = { resolveKnownTags: true, schema: 'core' };
                break;
            case null:
                if (this.directives)
                    delete this.directives;
                opt = null;
                break;
            default: {
                const sv = JSON.stringify(version);
                throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
            }
        }
        // Not using `instanceof Schema` to allow for duck typing
        if (options.schema instanceof Object)
            this.schema = options.schema;
        else if (opt)
            this.schema = new Schema.Schema(Object.assign(opt, options));
        else
            throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
    }
    // json & jsonArg are only used from toJSON()
    toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
            anchors: new Map(),
            doc: this,
            keep: !json,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
    /**
     * A JSON representation of the document `contents`.
     *
     * @param jsonArg Used by `JSON.stringify` to indicate the array index or
     *   property name.
     */
    toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
    }
    /** A YAML representation of the document. */
    toString(options = {}) {
        if (this.errors.length > 0)
            throw new Error('Document with errors cannot be stringified');
        if ('indent' in options &&
            (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
            const s = JSON.stringify(options.indent);
            throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
    }
}
function assertCollection(contents) {
    if (identity.isCollection(contents))
        return true;
    throw new Error('Expected a YAML collection as document contents');
}

exports.Document = Document;


/***/ }),

/***/ 1596:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

/**
 * Verify that the input string is a valid anchor.
 *
 * Will throw on errors.
 */
function anchorIsValid(anchor) {
    if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
    }
    return true;
}
function anchorNames(root) {
    const anchors = new Set();
    visit.visit(root, {
        Value(_key, node) {
            if (node.anchor)
                anchors.add(node.anchor);
        }
    });
    return anchors;
}
/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
function findNewAnchor(prefix, exclude) {
    for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
            return name;
    }
}
function createNodeAnchors(doc, prefix) {
    const aliasObjects = [];
    const sourceObjects = new Map();
    let prevAnchors = null;
    return {
        onAnchor: (source) => {
            aliasObjects.push(source);
            prevAnchors ?? (prevAnchors = anchorNames(doc));
            const anchor = findNewAnchor(prefix, prevAnchors);
            prevAnchors.add(anchor);
            return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
            for (const source of aliasObjects) {
                const ref = sourceObjects.get(source);
                if (typeof ref === 'object' &&
                    ref.anchor &&
                    (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
                    ref.node.anchor = ref.anchor;
                }
                else {
                    const error = new Error('Failed to resolve repeated object (this should not happen)');
                    error.source = source;
                    throw error;
                }
            }
        },
        sourceObjects
    };
}

exports.anchorIsValid = anchorIsValid;
exports.anchorNames = anchorNames;
exports.createNodeAnchors = createNodeAnchors;
exports.findNewAnchor = findNewAnchor;


/***/ }),

/***/ 3661:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
 * in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
 * 2021 edition: https://tc39.es/ecma262/#sec-json.parse
 *
 * Includes extensions for handling Map and Set objects.
 */
function applyReviver(reviver, obj, key, val) {
    if (val && typeof val === 'object') {
        if (Array.isArray(val)) {
            for (let i = 0, len = val.length; i < len; ++i) {
                const v0 = val[i];
                const v1 = applyReviver(reviver, val, String(i), v0);
                // eslint-disable-next-line @typescript-eslint/no-array-delete
                if (v1 === undefined)
                    delete val[i];
                else if (v1 !== v0)
                    val[i] = v1;
            }
        }
        else if (val instanceof Map) {
            for (const k of Array.from(val.keys())) {
                const v0 = val.get(k);
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    val.delete(k);
                else if (v1 !== v0)
                    val.set(k, v1);
            }
        }
        else if (val instanceof Set) {
            for (const v0 of Array.from(val)) {
                const v1 = applyReviver(reviver, val, v0, v0);
                if (v1 === undefined)
                    val.delete(v0);
                else if (v1 !== v0) {
                    val.delete(v0);
                    val.add(v1);
                }
            }
        }
        else {
            for (const [k, v0] of Object.entries(val)) {
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    delete val[k];
                else if (v1 !== v0)
                    val[k] = v1;
            }
        }
    }
    return reviver.call(obj, key, val);
}

exports.applyReviver = applyReviver;


/***/ }),

/***/ 2404:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

const defaultTagPrefix = 'tag:yaml.org,2002:';
function findTagObject(value, tagName, tags) {
    if (tagName) {
        const match = tags.filter(t => t.tag === tagName);
        const tagObj = match.find(t => !t.format) ?? match[0];
        if (!tagObj)
            throw new Error(`Tag ${tagName} not found`);
        return tagObj;
    }
    return tags.find(t => t.identify?.(value) && !t.format);
}
function createNode(value, tagName, ctx) {
    if (identity.isDocument(value))
        value = value.contents;
    if (identity.isNode(value))
        return value;
    if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
    }
    if (value instanceof String ||
        value instanceof Number ||
        value instanceof Boolean ||
        (typeof BigInt !== 'undefined' && value instanceof BigInt) // not supported everywhere
    ) {
        // https://tc39.es/ecma262/#sec-serializejsonproperty
        value = value.valueOf();
    }
    const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
    // Detect duplicate references to the same object & use Alias nodes for all
    // after first. The `ref` wrapper allows for circular references to resolve.
    let ref = undefined;
    if (aliasDuplicateObjects && value && typeof value === 'object') {
        ref = sourceObjects.get(value);
        if (ref) {
            ref.anchor ?? (ref.anchor = onAnchor(value));
            return new Alias.Alias(ref.anchor);
        }
        else {
            ref = { anchor: null, node: null };
            sourceObjects.set(value, ref);
        }
    }
    if (tagName?.startsWith('!!'))
        tagName = defaultTagPrefix + tagName.slice(2);
    let tagObj = findTagObject(value, tagName, schema.tags);
    if (!tagObj) {
        if (value && typeof value.toJSON === 'function') {
            // eslint-disable-next-line @typescript-eslint/no-unsafe-call
            value = value.toJSON();
        }
        if (!value || typeof value !== 'object') {
            const node = new Scalar.Scalar(value);
            if (ref)
                ref.node = node;
            return node;
        }
        tagObj =
            value instanceof Map
                ? schema[identity.MAP]
                : Symbol.iterator in Object(value)
                    ? schema[identity.SEQ]
                    : schema[identity.MAP];
    }
    if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
    }
    const node = tagObj?.createNode
        ? tagObj.createNode(ctx.schema, value, ctx)
        : typeof tagObj?.nodeClass?.from === 'function'
            ? tagObj.nodeClass.from(ctx.schema, value, ctx)
            : new Scalar.Scalar(value);
    if (tagName)
        node.tag = tagName;
    else if (!tagObj.default)
        node.tag = tagObj.tag;
    if (ref)
        ref.node = node;
    return node;
}

exports.createNode = createNode;


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

const escapeChars = {
    '!': '%21',
    ',': '%2C',
    '[': '%5B',
    ']': '%5D',
    '{': '%7B',
    '}': '%7D'
};
const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, ch => escapeChars[ch]);
class Directives {
    constructor(yaml, tags) {
        /**
         * The directives-end/doc-start marker `---`. If `null`, a marker may still be
         * included in the document's stringified representation.
         */
        this.docStart = null;
        /** The doc-end marker `...`.  */
        this.docEnd = false;
        this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, Directives.defaultTags, tags);
    }
    clone() {
        const copy = new Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
    }
    /**
     * During parsing, get a Directives instance for the current document and
     * update the stream state according to the current version's spec.
     */
    atDocument() {
        const res = new Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
            case '1.1':
                this.atNextDocument = true;
                break;
            case '1.2':
                this.atNextDocument = false;
                this.yaml = {
                    explicit: Directives.defaultYaml.explicit,
                    version: '1.2'
                };
                this.tags = Object.assign({}, Directives.defaultTags);
                break;
        }
        return res;
    }
    /**
     * @param onError - May be called even if the action was successful
     * @returns `true` on success
     */
    add(line, onError) {
        if (this.atNextDocument) {
            this.yaml = { explicit: Directives.defaultYaml.explicit, version: '1.1' };
            this.tags = Object.assign({}, Directives.defaultTags);
            this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
            case '%TAG': {
                if (parts.length !== 2) {
                    onError(0, '%TAG directive should contain exactly two parts');
                    if (parts.length < 2)
                        return false;
                }
                const [handle, prefix] = parts;
                this.tags[handle] = prefix;
                return true;
            }
            case '%YAML': {
                this.yaml.explicit = true;
                if (parts.length !== 1) {
                    onError(0, '%YAML directive should contain exactly one part');
                    return false;
                }
                const [version] = parts;
                if (version === '1.1' || version === '1.2') {
                    this.yaml.version = version;
                    return true;
                }
                else {
                    const isValid = /^\d+\.\d+$/.test(version);
                    onError(6, `Unsupported YAML version ${version}`, isValid);
                    return false;
                }
            }
            default:
                onError(0, `Unknown directive ${name}`, true);
                return false;
        }
    }
    /**
     * Resolves a tag, matching handles to those defined in %TAG directives.
     *
     * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
     *   `'!local'` tag, or `null` if unresolvable.
     */
    tagName(source, onError) {
        if (source === '!')
            return '!'; // non-specific tag
        if (source[0] !== '!') {
            onError(`Not a valid tag: ${source}`);
            return null;
        }
        if (source[1] === '<') {
            const verbatim = source.slice(2, -1);
            if (verbatim === '!' || verbatim === '!!') {
                onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
                return null;
            }
            if (source[source.length - 1] !== '>')
                onError('Verbatim tags must end with a >');
            return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
            onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
            try {
                return prefix + decodeURIComponent(suffix);
            }
            catch (error) {
                onError(String(error));
                return null;
            }
        }
        if (handle === '!')
            return source; // local tag
        onError(`Could not resolve tag: ${source}`);
        return null;
    }
    /**
     * Given a fully resolved tag, returns its printable string form,
     * taking into account current tag prefixes and defaults.
     */
    tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
            if (tag.startsWith(prefix))
                return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === '!' ? tag : `!<${tag}>`;
    }
    toString(doc) {
        const lines = this.yaml.explicit
            ? [`%YAML ${this.yaml.version || '1.2'}`]
            : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
            const tags = {};
            visit.visit(doc.contents, (_key, node) => {
                if (identity.isNode(node) && node.tag)
                    tags[node.tag] = true;
            });
            tagNames = Object.keys(tags);
        }
        else
            tagNames = [];
        for (const [handle, prefix] of tagEntries) {
            if (handle === '!!' && prefix === 'tag:yaml.org,2002:')
                continue;
            if (!doc || tagNames.some(tn => tn.startsWith(prefix)))
                lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join('\n');
    }
}
Directives.defaultYaml = { explicit: false, version: '1.2' };
Directives.defaultTags = { '!!': 'tag:yaml.org,2002:' };

exports.Directives = Directives;


/***/ }),

/***/ 1464:
/***/ ((__unused_webpack_module, exports) => {



class YAMLError extends Error {
    constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
    }
}
class YAMLParseError extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLParseError', pos, code, message);
    }
}
class YAMLWarning extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLWarning', pos, code, message);
    }
}
const prettifyError = (src, lc) => (error) => {
    if (error.pos[0] === -1)
        return;
    error.linePos = error.pos.map(pos => lc.linePos(pos));
    const { line, col } = error.linePos[0];
    error.message += ` at line ${line}, column ${col}`;
    let ci = col - 1;
    let lineStr = src
        .substring(lc.lineStarts[line - 1], lc.lineStarts[line])
        .replace(/[\n\r]+$/, '');
    // Trim to max 80 chars, keeping col position near the middle
    if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = '…' + lineStr.substring(trimStart);
        ci -= trimStart - 1;
    }
    if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + '…';
    // Include previous line in context if pointing at line start
    if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        // Regexp won't match if start is trimmed
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
            prev = prev.substring(0, 79) + '…\n';
        lineStr = prev + lineStr;
    }
    if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
            count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = ' '.repeat(ci) + '^'.repeat(count);
        error.message += `:\n\n${lineStr}\n${pointer}\n`;
    }
};

exports.YAMLError = YAMLError;
exports.YAMLParseError = YAMLParseError;
exports.YAMLWarning = YAMLWarning;
exports.prettifyError = prettifyError;


/***/ }),

/***/ 8815:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var Schema = __nccwpck_require__(5840);
var errors = __nccwpck_require__(1464);
var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);
var publicApi = __nccwpck_require__(4047);
var visit = __nccwpck_require__(204);



__webpack_unused_export__ = composer.Composer;
exports.yo = Document.Document;
__webpack_unused_export__ = Schema.Schema;
__webpack_unused_export__ = errors.YAMLError;
__webpack_unused_export__ = errors.YAMLParseError;
__webpack_unused_export__ = errors.YAMLWarning;
__webpack_unused_export__ = Alias.Alias;
exports.Vj = identity.isAlias;
__webpack_unused_export__ = identity.isCollection;
__webpack_unused_export__ = identity.isDocument;
exports.jh = identity.isMap;
__webpack_unused_export__ = identity.isNode;
__webpack_unused_export__ = identity.isPair;
exports.jn = identity.isScalar;
__webpack_unused_export__ = identity.isSeq;
__webpack_unused_export__ = Pair.Pair;
__webpack_unused_export__ = Scalar.Scalar;
__webpack_unused_export__ = YAMLMap.YAMLMap;
__webpack_unused_export__ = YAMLSeq.YAMLSeq;
__webpack_unused_export__ = cst;
__webpack_unused_export__ = lexer.Lexer;
exports.HN = lineCounter.LineCounter;
__webpack_unused_export__ = parser.Parser;
__webpack_unused_export__ = publicApi.parse;
exports.hR = publicApi.parseAllDocuments;
exports.Tp = publicApi.parseDocument;
__webpack_unused_export__ = publicApi.stringify;
exports.YR = visit.visit;
__webpack_unused_export__ = visit.visitAsync;


/***/ }),

/***/ 7249:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);

function debug(logLevel, ...messages) {
    if (logLevel === 'debug')
        console.log(...messages);
}
function warn(logLevel, warning) {
    if (logLevel === 'debug' || logLevel === 'warn') {
        if (typeof node_process.emitWarning === 'function')
            node_process.emitWarning(warning);
        else
            console.warn(warning);
    }
}

exports.debug = debug;
exports.warn = warn;


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var visit = __nccwpck_require__(204);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

class Alias extends Node.NodeBase {
    constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, 'tag', {
            set() {
                throw new Error('Alias nodes cannot have tags');
            }
        });
    }
    /**
     * Resolve the value of this alias within `doc`, finding the last
     * instance of the `source` anchor before this node.
     */
    resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
            throw new ReferenceError('Alias resolution is disabled');
        let nodes;
        if (ctx?.aliasResolveCache) {
            nodes = ctx.aliasResolveCache;
        }
        else {
            nodes = [];
            visit.visit(doc, {
                Node: (_key, node) => {
                    if (identity.isAlias(node) || identity.hasAnchor(node))
                        nodes.push(node);
                }
            });
            if (ctx)
                ctx.aliasResolveCache = nodes;
        }
        let found = undefined;
        for (const node of nodes) {
            if (node === this)
                break;
            if (node.anchor === this.source)
                found = node;
        }
        if (found && ctx) {
            const { anchors, doc, maxAliasCount } = ctx;
            let data = anchors.get(found);
            if (!data) {
                // Resolve anchors for Node.prototype.toJS()
                toJS.toJS(found, null, ctx);
                data = anchors.get(found);
            }
            /* istanbul ignore if */
            if (data?.res === undefined) {
                const msg = 'This should not happen: Alias anchor was not resolved?';
                throw new ReferenceError(msg);
            }
            if (maxAliasCount >= 0) {
                data.count += 1;
                if (data.aliasCount === 0)
                    data.aliasCount = getAliasCount(doc, found, anchors);
                if (data.count * data.aliasCount > maxAliasCount) {
                    const msg = 'Excessive alias count indicates a resource exhaustion attack';
                    throw new ReferenceError(msg);
                }
            }
        }
        return found;
    }
    toJSON(_arg, ctx) {
        if (!ctx)
            return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
    }
    toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
            anchors.anchorIsValid(this.source);
            if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
                const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
                throw new Error(msg);
            }
            if (ctx.implicitKey)
                return `${src} `;
        }
        return src;
    }
}
function getAliasCount(doc, node, anchors) {
    if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors && source && anchors.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
    }
    else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
            const c = getAliasCount(doc, item, anchors);
            if (c > count)
                count = c;
        }
        return count;
    }
    else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors);
        const vc = getAliasCount(doc, node.value, anchors);
        return Math.max(kc, vc);
    }
    return 1;
}

exports.Alias = Alias;


/***/ }),

/***/ 101:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);

function collectionFromPath(schema, path, value) {
    let v = value;
    for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === 'number' && Number.isInteger(k) && k >= 0) {
            const a = [];
            a[k] = v;
            v = a;
        }
        else {
            v = new Map([[k, v]]);
        }
    }
    return createNode.createNode(v, undefined, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
            throw new Error('This should not happen, please report a bug.');
        },
        schema,
        sourceObjects: new Map()
    });
}
// Type guard is intentionally a little wrong so as to be more useful,
// as it does not cover untypable empty non-string iterables (e.g. []).
const isEmptyPath = (path) => path == null ||
    (typeof path === 'object' && !!path[Symbol.iterator]().next().done);
class Collection extends Node.NodeBase {
    constructor(type, schema) {
        super(type);
        Object.defineProperty(this, 'schema', {
            value: schema,
            configurable: true,
            enumerable: false,
            writable: true
        });
    }
    /**
     * Create a copy of this collection.
     *
     * @param schema - If defined, overwrites the original's schema
     */
    clone(schema) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
            copy.schema = schema;
        copy.items = copy.items.map(it => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /**
     * Adds a value to the collection. For `!!map` and `!!omap` the value must
     * be a Pair instance or a `{ key, value }` object, which may not have a key
     * that already exists in the map.
     */
    addIn(path, value) {
        if (isEmptyPath(path))
            this.add(value);
        else {
            const [key, ...rest] = path;
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.addIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
    /**
     * Removes a value from the collection.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
            return node.deleteIn(rest);
        else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
            return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
            return identity.isCollection(node) ? node.getIn(rest, keepScalar) : undefined;
    }
    hasAllNullValues(allowScalar) {
        return this.items.every(node => {
            if (!identity.isPair(node))
                return false;
            const n = node.value;
            return (n == null ||
                (allowScalar &&
                    identity.isScalar(n) &&
                    n.value == null &&
                    !n.commentBefore &&
                    !n.comment &&
                    !n.tag));
        });
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     */
    hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
            this.set(key, value);
        }
        else {
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.setIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
}

exports.Collection = Collection;
exports.collectionFromPath = collectionFromPath;
exports.isEmptyPath = isEmptyPath;


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var applyReviver = __nccwpck_require__(3661);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

class NodeBase {
    constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
    }
    /** Create a copy of this node.  */
    clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** A plain JavaScript representation of this node. */
    toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
            throw new TypeError('A document argument is required');
        const ctx = {
            anchors: new Map(),
            doc,
            keep: true,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
}

exports.NodeBase = NodeBase;


/***/ }),

/***/ 7165:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyPair = __nccwpck_require__(9748);
var addPairToJSMap = __nccwpck_require__(7104);
var identity = __nccwpck_require__(1127);

function createPair(key, value, ctx) {
    const k = createNode.createNode(key, undefined, ctx);
    const v = createNode.createNode(value, undefined, ctx);
    return new Pair(k, v);
}
class Pair {
    constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
    }
    clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
            key = key.clone(schema);
        if (identity.isNode(value))
            value = value.clone(schema);
        return new Pair(key, value);
    }
    toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
    }
    toString(ctx, onComment, onChompKeep) {
        return ctx?.doc
            ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep)
            : JSON.stringify(this);
    }
}

exports.Pair = Pair;
exports.createPair = createPair;


/***/ }),

/***/ 3301:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

const isScalarValue = (value) => !value || (typeof value !== 'function' && typeof value !== 'object');
class Scalar extends Node.NodeBase {
    constructor(value) {
        super(identity.SCALAR);
        this.value = value;
    }
    toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
    }
    toString() {
        return String(this.value);
    }
}
Scalar.BLOCK_FOLDED = 'BLOCK_FOLDED';
Scalar.BLOCK_LITERAL = 'BLOCK_LITERAL';
Scalar.PLAIN = 'PLAIN';
Scalar.QUOTE_DOUBLE = 'QUOTE_DOUBLE';
Scalar.QUOTE_SINGLE = 'QUOTE_SINGLE';

exports.Scalar = Scalar;
exports.isScalarValue = isScalarValue;


/***/ }),

/***/ 4454:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyCollection = __nccwpck_require__(1212);
var addPairToJSMap = __nccwpck_require__(7104);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);

function findPair(items, key) {
    const k = identity.isScalar(key) ? key.value : key;
    for (const it of items) {
        if (identity.isPair(it)) {
            if (it.key === key || it.key === k)
                return it;
            if (identity.isScalar(it.key) && it.key.value === k)
                return it;
        }
    }
    return undefined;
}
class YAMLMap extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:map';
    }
    constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
    }
    /**
     * A generic collection parsing method that can be extended
     * to other node classes that inherit from YAMLMap
     */
    static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
            if (typeof replacer === 'function')
                value = replacer.call(obj, key, value);
            else if (Array.isArray(replacer) && !replacer.includes(key))
                return;
            if (value !== undefined || keepUndefined)
                map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
            for (const [key, value] of obj)
                add(key, value);
        }
        else if (obj && typeof obj === 'object') {
            for (const key of Object.keys(obj))
                add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === 'function') {
            map.items.sort(schema.sortMapEntries);
        }
        return map;
    }
    /**
     * Adds a value to the collection.
     *
     * @param overwrite - If not set `true`, using a key that is already in the
     *   collection will throw. Otherwise, overwrites the previous value.
     */
    add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
            _pair = pair;
        else if (!pair || typeof pair !== 'object' || !('key' in pair)) {
            // In TypeScript, this never happens.
            _pair = new Pair.Pair(pair, pair?.value);
        }
        else
            _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
            if (!overwrite)
                throw new Error(`Key ${_pair.key} already set`);
            // For scalars, keep the old node & its comments and anchors
            if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
                prev.value.value = _pair.value;
            else
                prev.value = _pair.value;
        }
        else if (sortEntries) {
            const i = this.items.findIndex(item => sortEntries(_pair, item) < 0);
            if (i === -1)
                this.items.push(_pair);
            else
                this.items.splice(i, 0, _pair);
        }
        else {
            this.items.push(_pair);
        }
    }
    delete(key) {
        const it = findPair(this.items, key);
        if (!it)
            return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? undefined;
    }
    has(key) {
        return !!findPair(this.items, key);
    }
    set(key, value) {
        this.add(new Pair.Pair(key, value), true);
    }
    /**
     * @param ctx - Conversion context, originally set in Document#toJS()
     * @param {Class} Type - If set, forces the returned collection type
     * @returns Instance of Type, Map, or Object
     */
    toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const item of this.items)
            addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        for (const item of this.items) {
            if (!identity.isPair(item))
                throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
            ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '',
            flowChars: { start: '{', end: '}' },
            itemIndent: ctx.indent || '',
            onChompKeep,
            onComment
        });
    }
}

exports.YAMLMap = YAMLMap;
exports.findPair = findPair;


/***/ }),

/***/ 2223:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyCollection = __nccwpck_require__(1212);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var toJS = __nccwpck_require__(4043);

class YAMLSeq extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:seq';
    }
    constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
    }
    add(value) {
        this.items.push(value);
    }
    /**
     * Removes a value from the collection.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     *
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return undefined;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     */
    has(key) {
        const idx = asItemIndex(key);
        return typeof idx === 'number' && idx < this.items.length;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     *
     * If `key` does not contain a representation of an integer, this will throw.
     * It may be wrapped in a `Scalar`.
     */
    set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
            prev.value = value;
        else
            this.items[idx] = value;
    }
    toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
            ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
            seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '- ',
            flowChars: { start: '[', end: ']' },
            itemIndent: (ctx.indent || '') + '  ',
            onChompKeep,
            onComment
        });
    }
    static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
            let i = 0;
            for (let it of obj) {
                if (typeof replacer === 'function') {
                    const key = obj instanceof Set ? it : String(i++);
                    it = replacer.call(obj, key, it);
                }
                seq.items.push(createNode.createNode(it, undefined, ctx));
            }
        }
        return seq;
    }
}
function asItemIndex(key) {
    let idx = identity.isScalar(key) ? key.value : key;
    if (idx && typeof idx === 'string')
        idx = Number(idx);
    return typeof idx === 'number' && Number.isInteger(idx) && idx >= 0
        ? idx
        : null;
}

exports.YAMLSeq = YAMLSeq;


/***/ }),

/***/ 7104:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var log = __nccwpck_require__(7249);
var merge = __nccwpck_require__(452);
var stringify = __nccwpck_require__(2148);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

function addPairToJSMap(ctx, map, { key, value }) {
    if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
    // TODO: Should drop this special case for bare << handling
    else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
    else {
        const jsKey = toJS.toJS(key, '', ctx);
        if (map instanceof Map) {
            map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        }
        else if (map instanceof Set) {
            map.add(jsKey);
        }
        else {
            const stringKey = stringifyKey(key, jsKey, ctx);
            const jsValue = toJS.toJS(value, stringKey, ctx);
            if (stringKey in map)
                Object.defineProperty(map, stringKey, {
                    value: jsValue,
                    writable: true,
                    enumerable: true,
                    configurable: true
                });
            else
                map[stringKey] = jsValue;
        }
    }
    return map;
}
function stringifyKey(key, jsKey, ctx) {
    if (jsKey === null)
        return '';
    // eslint-disable-next-line @typescript-eslint/no-base-to-string
    if (typeof jsKey !== 'object')
        return String(jsKey);
    if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = new Set();
        for (const node of ctx.anchors.keys())
            strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
            let jsonStr = JSON.stringify(strKey);
            if (jsonStr.length > 40)
                jsonStr = jsonStr.substring(0, 36) + '..."';
            log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
            ctx.mapKeyWarned = true;
        }
        return strKey;
    }
    return JSON.stringify(jsKey);
}

exports.addPairToJSMap = addPairToJSMap;


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack_module, exports) => {



const ALIAS = Symbol.for('yaml.alias');
const DOC = Symbol.for('yaml.document');
const MAP = Symbol.for('yaml.map');
const PAIR = Symbol.for('yaml.pair');
const SCALAR = Symbol.for('yaml.scalar');
const SEQ = Symbol.for('yaml.seq');
const NODE_TYPE = Symbol.for('yaml.node.type');
const isAlias = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === ALIAS;
const isDocument = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === DOC;
const isMap = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === MAP;
const isPair = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === PAIR;
const isScalar = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SCALAR;
const isSeq = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SEQ;
function isCollection(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case MAP:
            case SEQ:
                return true;
        }
    return false;
}
function isNode(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case ALIAS:
            case MAP:
            case SCALAR:
            case SEQ:
                return true;
        }
    return false;
}
const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;

exports.ALIAS = ALIAS;
exports.DOC = DOC;
exports.MAP = MAP;
exports.NODE_TYPE = NODE_TYPE;
exports.PAIR = PAIR;
exports.SCALAR = SCALAR;
exports.SEQ = SEQ;
exports.hasAnchor = hasAnchor;
exports.isAlias = isAlias;
exports.isCollection = isCollection;
exports.isDocument = isDocument;
exports.isMap = isMap;
exports.isNode = isNode;
exports.isPair = isPair;
exports.isScalar = isScalar;
exports.isSeq = isSeq;


/***/ }),

/***/ 4043:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

/**
 * Recursively convert any node or its contents to native JavaScript
 *
 * @param value - The input value
 * @param arg - If `value` defines a `toJSON()` method, use this
 *   as its first argument
 * @param ctx - Conversion context, originally set in Document#toJS(). If
 *   `{ keep: true }` is not set, output should be suitable for JSON
 *   stringification.
 */
function toJS(value, arg, ctx) {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return
    if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
    if (value && typeof value.toJSON === 'function') {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-call
        if (!ctx || !identity.hasAnchor(value))
            return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: undefined };
        ctx.anchors.set(value, data);
        ctx.onCreate = res => {
            data.res = res;
            delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
            ctx.onCreate(res);
        return res;
    }
    if (typeof value === 'bigint' && !ctx?.keep)
        return Number(value);
    return value;
}

exports.toJS = toJS;


/***/ }),

/***/ 110:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);
var errors = __nccwpck_require__(1464);
var stringifyString = __nccwpck_require__(3069);

function resolveAsScalar(token, strict = true, onError) {
    if (token) {
        const _onError = (pos, code, message) => {
            const offset = typeof pos === 'number' ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
            if (onError)
                onError(offset, code, message);
            else
                throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
            case 'block-scalar':
                return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
    }
    return null;
}
/**
 * Create a new scalar token with `value`
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.indent The indent level of the token.
 * @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
 * @param context.offset The offset position of the token.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function createScalarToken(value, context) {
    const { implicitKey = false, indent, inFlow = false, offset = -1, type = 'PLAIN' } = context;
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    const end = context.end ?? [
        { type: 'newline', offset: -1, indent, source: '\n' }
    ];
    switch (source[0]) {
        case '|':
        case '>': {
            const he = source.indexOf('\n');
            const head = source.substring(0, he);
            const body = source.substring(he + 1) + '\n';
            const props = [
                { type: 'block-scalar-header', offset, indent, source: head }
            ];
            if (!addEndtoBlockProps(props, end))
                props.push({ type: 'newline', offset: -1, indent, source: '\n' });
            return { type: 'block-scalar', offset, indent, props, source: body };
        }
        case '"':
            return { type: 'double-quoted-scalar', offset, indent, source, end };
        case "'":
            return { type: 'single-quoted-scalar', offset, indent, source, end };
        default:
            return { type: 'scalar', offset, indent, source, end };
    }
}
/**
 * Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
 *
 * Best efforts are made to retain any comments previously associated with the `token`,
 * though all contents within a collection's `items` will be overwritten.
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.afterKey In most cases, values after a key should have an additional level of indentation.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function setScalarValue(token, value, context = {}) {
    let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
    let indent = 'indent' in token ? token.indent : null;
    if (afterKey && typeof indent === 'number')
        indent += 2;
    if (!type)
        switch (token.type) {
            case 'single-quoted-scalar':
                type = 'QUOTE_SINGLE';
                break;
            case 'double-quoted-scalar':
                type = 'QUOTE_DOUBLE';
                break;
            case 'block-scalar': {
                const header = token.props[0];
                if (header.type !== 'block-scalar-header')
                    throw new Error('Invalid block scalar header');
                type = header.source[0] === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
                break;
            }
            default:
                type = 'PLAIN';
        }
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    switch (source[0]) {
        case '|':
        case '>':
            setBlockScalarValue(token, source);
            break;
        case '"':
            setFlowScalarValue(token, source, 'double-quoted-scalar');
            break;
        case "'":
            setFlowScalarValue(token, source, 'single-quoted-scalar');
            break;
        default:
            setFlowScalarValue(token, source, 'scalar');
    }
}
function setBlockScalarValue(token, source) {
    const he = source.indexOf('\n');
    const head = source.substring(0, he);
    const body = source.substring(he + 1) + '\n';
    if (token.type === 'block-scalar') {
        const header = token.props[0];
        if (header.type !== 'block-scalar-header')
            throw new Error('Invalid block scalar header');
        header.source = head;
        token.source = body;
    }
    else {
        const { offset } = token;
        const indent = 'indent' in token ? token.indent : -1;
        const props = [
            { type: 'block-scalar-header', offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, 'end' in token ? token.end : undefined))
            props.push({ type: 'newline', offset: -1, indent, source: '\n' });
        for (const key of Object.keys(token))
            if (key !== 'type' && key !== 'offset')
                delete token[key];
        Object.assign(token, { type: 'block-scalar', indent, props, source: body });
    }
}
/** @returns `true` if last token is a newline */
function addEndtoBlockProps(props, end) {
    if (end)
        for (const st of end)
            switch (st.type) {
                case 'space':
                case 'comment':
                    props.push(st);
                    break;
                case 'newline':
                    props.push(st);
                    return true;
            }
    return false;
}
function setFlowScalarValue(token, source, type) {
    switch (token.type) {
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            token.type = type;
            token.source = source;
            break;
        case 'block-scalar': {
            const end = token.props.slice(1);
            let oa = source.length;
            if (token.props[0].type === 'block-scalar-header')
                oa -= token.props[0].source.length;
            for (const tok of end)
                tok.offset += oa;
            delete token.props;
            Object.assign(token, { type, source, end });
            break;
        }
        case 'block-map':
        case 'block-seq': {
            const offset = token.offset + source.length;
            const nl = { type: 'newline', offset, indent: token.indent, source: '\n' };
            delete token.items;
            Object.assign(token, { type, source, end: [nl] });
            break;
        }
        default: {
            const indent = 'indent' in token ? token.indent : -1;
            const end = 'end' in token && Array.isArray(token.end)
                ? token.end.filter(st => st.type === 'space' ||
                    st.type === 'comment' ||
                    st.type === 'newline')
                : [];
            for (const key of Object.keys(token))
                if (key !== 'type' && key !== 'offset')
                    delete token[key];
            Object.assign(token, { type, indent, source, end });
        }
    }
}

exports.createScalarToken = createScalarToken;
exports.resolveAsScalar = resolveAsScalar;
exports.setScalarValue = setScalarValue;


/***/ }),

/***/ 1733:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringify a CST document, token, or collection item
 *
 * Fair warning: This applies no validation whatsoever, and
 * simply concatenates the sources in their logical order.
 */
const stringify = (cst) => 'type' in cst ? stringifyToken(cst) : stringifyItem(cst);
function stringifyToken(token) {
    switch (token.type) {
        case 'block-scalar': {
            let res = '';
            for (const tok of token.props)
                res += stringifyToken(tok);
            return res + token.source;
        }
        case 'block-map':
        case 'block-seq': {
            let res = '';
            for (const item of token.items)
                res += stringifyItem(item);
            return res;
        }
        case 'flow-collection': {
            let res = token.start.source;
            for (const item of token.items)
                res += stringifyItem(item);
            for (const st of token.end)
                res += st.source;
            return res;
        }
        case 'document': {
            let res = stringifyItem(token);
            if (token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
        default: {
            let res = token.source;
            if ('end' in token && token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
    }
}
function stringifyItem({ start, key, sep, value }) {
    let res = '';
    for (const st of start)
        res += st.source;
    if (key)
        res += stringifyToken(key);
    if (sep)
        for (const st of sep)
            res += st.source;
    if (value)
        res += stringifyToken(value);
    return res;
}

exports.stringify = stringify;


/***/ }),

/***/ 7715:
/***/ ((__unused_webpack_module, exports) => {



const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove item');
/**
 * Apply a visitor to a CST document or item.
 *
 * Walks through the tree (depth-first) starting from the root, calling a
 * `visitor` function with two arguments when entering each item:
 *   - `item`: The current item, which included the following members:
 *     - `start: SourceToken[]` – Source tokens before the key or value,
 *       possibly including its anchor or tag.
 *     - `key?: Token | null` – Set for pair values. May then be `null`, if
 *       the key before the `:` separator is empty.
 *     - `sep?: SourceToken[]` – Source tokens between the key and the value,
 *       which should include the `:` map value indicator if `value` is set.
 *     - `value?: Token` – The value of a sequence item, or of a map pair.
 *   - `path`: The steps from the root to the current node, as an array of
 *     `['key' | 'value', number]` tuples.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this token, continue with
 *      next sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current item, then continue with the next one
 *   - `number`: Set the index of the next step. This is useful especially if
 *     the index of the current token has changed.
 *   - `function`: Define the next visitor for this item. After the original
 *     visitor is called on item entry, next visitors are called after handling
 *     a non-empty `key` and when exiting the item.
 */
function visit(cst, visitor) {
    if ('type' in cst && cst.type === 'document')
        cst = { start: cst.start, value: cst.value };
    _visit(Object.freeze([]), cst, visitor);
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current item */
visit.SKIP = SKIP;
/** Remove the current item */
visit.REMOVE = REMOVE;
/** Find the item at `path` from `cst` as the root */
visit.itemAtPath = (cst, path) => {
    let item = cst;
    for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && 'items' in tok) {
            item = tok.items[index];
        }
        else
            return undefined;
    }
    return item;
};
/**
 * Get the immediate parent collection of the item at `path` from `cst` as the root.
 *
 * Throws an error if the collection is not found, which should never happen if the item itself exists.
 */
visit.parentCollection = (cst, path) => {
    const parent = visit.itemAtPath(cst, path.slice(0, -1));
    const field = path[path.length - 1][0];
    const coll = parent?.[field];
    if (coll && 'items' in coll)
        return coll;
    throw new Error('Parent collection not found');
};
function _visit(path, item, visitor) {
    let ctrl = visitor(item, path);
    if (typeof ctrl === 'symbol')
        return ctrl;
    for (const field of ['key', 'value']) {
        const token = item[field];
        if (token && 'items' in token) {
            for (let i = 0; i < token.items.length; ++i) {
                const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    token.items.splice(i, 1);
                    i -= 1;
                }
            }
            if (typeof ctrl === 'function' && field === 'key')
                ctrl = ctrl(item, path);
        }
    }
    return typeof ctrl === 'function' ? ctrl(item, path) : ctrl;
}

exports.visit = visit;


/***/ }),

/***/ 3461:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cstScalar = __nccwpck_require__(110);
var cstStringify = __nccwpck_require__(1733);
var cstVisit = __nccwpck_require__(7715);

/** The byte order mark */
const BOM = '\u{FEFF}';
/** Start of doc-mode */
const DOCUMENT = '\x02'; // C0: Start of Text
/** Unexpected end of flow-mode */
const FLOW_END = '\x18'; // C0: Cancel
/** Next token is a scalar value */
const SCALAR = '\x1f'; // C0: Unit Separator
/** @returns `true` if `token` is a flow or block collection */
const isCollection = (token) => !!token && 'items' in token;
/** @returns `true` if `token` is a flow or block scalar; not an alias */
const isScalar = (token) => !!token &&
    (token.type === 'scalar' ||
        token.type === 'single-quoted-scalar' ||
        token.type === 'double-quoted-scalar' ||
        token.type === 'block-scalar');
/* istanbul ignore next */
/** Get a printable representation of a lexer token */
function prettyToken(token) {
    switch (token) {
        case BOM:
            return '<BOM>';
        case DOCUMENT:
            return '<DOC>';
        case FLOW_END:
            return '<FLOW_END>';
        case SCALAR:
            return '<SCALAR>';
        default:
            return JSON.stringify(token);
    }
}
/** Identify the type of a lexer token. May return `null` for unknown tokens. */
function tokenType(source) {
    switch (source) {
        case BOM:
            return 'byte-order-mark';
        case DOCUMENT:
            return 'doc-mode';
        case FLOW_END:
            return 'flow-error-end';
        case SCALAR:
            return 'scalar';
        case '---':
            return 'doc-start';
        case '...':
            return 'doc-end';
        case '':
        case '\n':
        case '\r\n':
            return 'newline';
        case '-':
            return 'seq-item-ind';
        case '?':
            return 'explicit-key-ind';
        case ':':
            return 'map-value-ind';
        case '{':
            return 'flow-map-start';
        case '}':
            return 'flow-map-end';
        case '[':
            return 'flow-seq-start';
        case ']':
            return 'flow-seq-end';
        case ',':
            return 'comma';
    }
    switch (source[0]) {
        case ' ':
        case '\t':
            return 'space';
        case '#':
            return 'comment';
        case '%':
            return 'directive-line';
        case '*':
            return 'alias';
        case '&':
            return 'anchor';
        case '!':
            return 'tag';
        case "'":
            return 'single-quoted-scalar';
        case '"':
            return 'double-quoted-scalar';
        case '|':
        case '>':
            return 'block-scalar-header';
    }
    return null;
}

exports.createScalarToken = cstScalar.createScalarToken;
exports.resolveAsScalar = cstScalar.resolveAsScalar;
exports.setScalarValue = cstScalar.setScalarValue;
exports.stringify = cstStringify.stringify;
exports.visit = cstVisit.visit;
exports.BOM = BOM;
exports.DOCUMENT = DOCUMENT;
exports.FLOW_END = FLOW_END;
exports.SCALAR = SCALAR;
exports.isCollection = isCollection;
exports.isScalar = isScalar;
exports.prettyToken = prettyToken;
exports.tokenType = tokenType;


/***/ }),

/***/ 361:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cst = __nccwpck_require__(3461);

/*
START -> stream

stream
  directive -> line-end -> stream
  indent + line-end -> stream
  [else] -> line-start

line-end
  comment -> line-end
  newline -> .
  input-end -> END

line-start
  doc-start -> doc
  doc-end -> stream
  [else] -> indent -> block-start

block-start
  seq-item-start -> block-start
  explicit-key-start -> block-start
  map-value-start -> block-start
  [else] -> doc

doc
  line-end -> line-start
  spaces -> doc
  anchor -> doc
  tag -> doc
  flow-start -> flow -> doc
  flow-end -> error -> doc
  seq-item-start -> error -> doc
  explicit-key-start -> error -> doc
  map-value-start -> doc
  alias -> doc
  quote-start -> quoted-scalar -> doc
  block-scalar-header -> line-end -> block-scalar(min) -> line-start
  [else] -> plain-scalar(false, min) -> doc

flow
  line-end -> flow
  spaces -> flow
  anchor -> flow
  tag -> flow
  flow-start -> flow -> flow
  flow-end -> .
  seq-item-start -> error -> flow
  explicit-key-start -> flow
  map-value-start -> flow
  alias -> flow
  quote-start -> quoted-scalar -> flow
  comma -> flow
  [else] -> plain-scalar(true, 0) -> flow

quoted-scalar
  quote-end -> .
  [else] -> quoted-scalar

block-scalar(min)
  newline + peek(indent < min) -> .
  [else] -> block-scalar(min)

plain-scalar(is-flow, min)
  scalar-end(is-flow) -> .
  peek(newline + (indent < min)) -> .
  [else] -> plain-scalar(min)
*/
function isEmpty(ch) {
    switch (ch) {
        case undefined:
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return true;
        default:
            return false;
    }
}
const hexDigits = new Set('0123456789ABCDEFabcdef');
const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
const flowIndicatorChars = new Set(',[]{}');
const invalidAnchorChars = new Set(' ,[]{}\n\r\t');
const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
/**
 * Splits an input string into lexical tokens, i.e. smaller strings that are
 * easily identifiable by `tokens.tokenType()`.
 *
 * Lexing starts always in a "stream" context. Incomplete input may be buffered
 * until a complete token can be emitted.
 *
 * In addition to slices of the original input, the following control characters
 * may also be emitted:
 *
 * - `\x02` (Start of Text): A document starts with the next token
 * - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
 * - `\x1f` (Unit Separator): Next token is a scalar value
 * - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
 */
class Lexer {
    constructor() {
        /**
         * Flag indicating whether the end of the current buffer marks the end of
         * all input
         */
        this.atEnd = false;
        /**
         * Explicit indent set in block scalar header, as an offset from the current
         * minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
         * explicitly set.
         */
        this.blockScalarIndent = -1;
        /**
         * Block scalars that include a + (keep) chomping indicator in their header
         * include trailing empty lines, which are otherwise excluded from the
         * scalar's contents.
         */
        this.blockScalarKeep = false;
        /** Current input */
        this.buffer = '';
        /**
         * Flag noting whether the map value indicator : can immediately follow this
         * node within a flow context.
         */
        this.flowKey = false;
        /** Count of surrounding flow collection levels. */
        this.flowLevel = 0;
        /**
         * Minimum level of indentation required for next lines to be parsed as a
         * part of the current scalar value.
         */
        this.indentNext = 0;
        /** Indentation level of the current line. */
        this.indentValue = 0;
        /** Position of the next \n character. */
        this.lineEndPos = null;
        /** Stores the state of the lexer if reaching the end of incpomplete input */
        this.next = null;
        /** A pointer to `buffer`; the current position of the lexer. */
        this.pos = 0;
    }
    /**
     * Generate YAML tokens from the `source` string. If `incomplete`,
     * a part of the last line may be left as a buffer for the next call.
     *
     * @returns A generator of lexical tokens
     */
    *lex(source, incomplete = false) {
        if (source) {
            if (typeof source !== 'string')
                throw TypeError('source is not a string');
            this.buffer = this.buffer ? this.buffer + source : source;
            this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? 'stream';
        while (next && (incomplete || this.hasChars(1)))
            next = yield* this.parseNext(next);
    }
    atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === ' ' || ch === '\t')
            ch = this.buffer[++i];
        if (!ch || ch === '#' || ch === '\n')
            return true;
        if (ch === '\r')
            return this.buffer[i + 1] === '\n';
        return false;
    }
    charAt(n) {
        return this.buffer[this.pos + n];
    }
    continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
            let indent = 0;
            while (ch === ' ')
                ch = this.buffer[++indent + offset];
            if (ch === '\r') {
                const next = this.buffer[indent + offset + 1];
                if (next === '\n' || (!next && !this.atEnd))
                    return offset + indent + 1;
            }
            return ch === '\n' || indent >= this.indentNext || (!ch && !this.atEnd)
                ? offset + indent
                : -1;
        }
        if (ch === '-' || ch === '.') {
            const dt = this.buffer.substr(offset, 3);
            if ((dt === '---' || dt === '...') && isEmpty(this.buffer[offset + 3]))
                return -1;
        }
        return offset;
    }
    getLine() {
        let end = this.lineEndPos;
        if (typeof end !== 'number' || (end !== -1 && end < this.pos)) {
            end = this.buffer.indexOf('\n', this.pos);
            this.lineEndPos = end;
        }
        if (end === -1)
            return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === '\r')
            end -= 1;
        return this.buffer.substring(this.pos, end);
    }
    hasChars(n) {
        return this.pos + n <= this.buffer.length;
    }
    setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
    }
    peek(n) {
        return this.buffer.substr(this.pos, n);
    }
    *parseNext(next) {
        switch (next) {
            case 'stream':
                return yield* this.parseStream();
            case 'line-start':
                return yield* this.parseLineStart();
            case 'block-start':
                return yield* this.parseBlockStart();
            case 'doc':
                return yield* this.parseDocument();
            case 'flow':
                return yield* this.parseFlowCollection();
            case 'quoted-scalar':
                return yield* this.parseQuotedScalar();
            case 'block-scalar':
                return yield* this.parseBlockScalar();
            case 'plain-scalar':
                return yield* this.parsePlainScalar();
        }
    }
    *parseStream() {
        let line = this.getLine();
        if (line === null)
            return this.setNext('stream');
        if (line[0] === cst.BOM) {
            yield* this.pushCount(1);
            line = line.substring(1);
        }
        if (line[0] === '%') {
            let dirEnd = line.length;
            let cs = line.indexOf('#');
            while (cs !== -1) {
                const ch = line[cs - 1];
                if (ch === ' ' || ch === '\t') {
                    dirEnd = cs - 1;
                    break;
                }
                else {
                    cs = line.indexOf('#', cs + 1);
                }
            }
            while (true) {
                const ch = line[dirEnd - 1];
                if (ch === ' ' || ch === '\t')
                    dirEnd -= 1;
                else
                    break;
            }
            const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
            yield* this.pushCount(line.length - n); // possible comment
            this.pushNewline();
            return 'stream';
        }
        if (this.atLineEnd()) {
            const sp = yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - sp);
            yield* this.pushNewline();
            return 'stream';
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
    }
    *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
            return this.setNext('line-start');
        if (ch === '-' || ch === '.') {
            if (!this.atEnd && !this.hasChars(4))
                return this.setNext('line-start');
            const s = this.peek(3);
            if ((s === '---' || s === '...') && isEmpty(this.charAt(3))) {
                yield* this.pushCount(3);
                this.indentValue = 0;
                this.indentNext = 0;
                return s === '---' ? 'doc' : 'stream';
            }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
            this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
    }
    *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
            return this.setNext('block-start');
        if ((ch0 === '-' || ch0 === '?' || ch0 === ':') && isEmpty(ch1)) {
            const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
            this.indentNext = this.indentValue + 1;
            this.indentValue += n;
            return 'block-start';
        }
        return 'doc';
    }
    *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
            return this.setNext('doc');
        let n = yield* this.pushIndicators();
        switch (line[n]) {
            case '#':
                yield* this.pushCount(line.length - n);
            // fallthrough
            case undefined:
                yield* this.pushNewline();
                return yield* this.parseLineStart();
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel = 1;
                return 'flow';
            case '}':
            case ']':
                // this is an error
                yield* this.pushCount(1);
                return 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'doc';
            case '"':
            case "'":
                return yield* this.parseQuotedScalar();
            case '|':
            case '>':
                n += yield* this.parseBlockScalarHeader();
                n += yield* this.pushSpaces(true);
                yield* this.pushCount(line.length - n);
                yield* this.pushNewline();
                return yield* this.parseBlockScalar();
            default:
                return yield* this.parsePlainScalar();
        }
    }
    *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
            nl = yield* this.pushNewline();
            if (nl > 0) {
                sp = yield* this.pushSpaces(false);
                this.indentValue = indent = sp;
            }
            else {
                sp = 0;
            }
            sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
            return this.setNext('flow');
        if ((indent !== -1 && indent < this.indentNext && line[0] !== '#') ||
            (indent === 0 &&
                (line.startsWith('---') || line.startsWith('...')) &&
                isEmpty(line[3]))) {
            // Allowing for the terminal ] or } at the same (rather than greater)
            // indent level as the initial [ or { is technically invalid, but
            // failing here would be surprising to users.
            const atFlowEndMarker = indent === this.indentNext - 1 &&
                this.flowLevel === 1 &&
                (line[0] === ']' || line[0] === '}');
            if (!atFlowEndMarker) {
                // this is an error
                this.flowLevel = 0;
                yield cst.FLOW_END;
                return yield* this.parseLineStart();
            }
        }
        let n = 0;
        while (line[n] === ',') {
            n += yield* this.pushCount(1);
            n += yield* this.pushSpaces(true);
            this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
            case undefined:
                return 'flow';
            case '#':
                yield* this.pushCount(line.length - n);
                return 'flow';
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel += 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                this.flowKey = true;
                this.flowLevel -= 1;
                return this.flowLevel ? 'flow' : 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'flow';
            case '"':
            case "'":
                this.flowKey = true;
                return yield* this.parseQuotedScalar();
            case ':': {
                const next = this.charAt(1);
                if (this.flowKey || isEmpty(next) || next === ',') {
                    this.flowKey = false;
                    yield* this.pushCount(1);
                    yield* this.pushSpaces(true);
                    return 'flow';
                }
            }
            // fallthrough
            default:
                this.flowKey = false;
                return yield* this.parsePlainScalar();
        }
    }
    *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
            while (end !== -1 && this.buffer[end + 1] === "'")
                end = this.buffer.indexOf("'", end + 2);
        }
        else {
            // double-quote
            while (end !== -1) {
                let n = 0;
                while (this.buffer[end - 1 - n] === '\\')
                    n += 1;
                if (n % 2 === 0)
                    break;
                end = this.buffer.indexOf('"', end + 1);
            }
        }
        // Only looking for newlines within the quotes
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf('\n', this.pos);
        if (nl !== -1) {
            while (nl !== -1) {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = qb.indexOf('\n', cs);
            }
            if (nl !== -1) {
                // this is an error caused by an unexpected unindent
                end = nl - (qb[nl - 1] === '\r' ? 2 : 1);
            }
        }
        if (end === -1) {
            if (!this.atEnd)
                return this.setNext('quoted-scalar');
            end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? 'flow' : 'doc';
    }
    *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
            const ch = this.buffer[++i];
            if (ch === '+')
                this.blockScalarKeep = true;
            else if (ch > '0' && ch <= '9')
                this.blockScalarIndent = Number(ch) - 1;
            else if (ch !== '-')
                break;
        }
        return yield* this.pushUntil(ch => isEmpty(ch) || ch === '#');
    }
    *parseBlockScalar() {
        let nl = this.pos - 1; // may be -1 if this.pos === 0
        let indent = 0;
        let ch;
        loop: for (let i = this.pos; (ch = this.buffer[i]); ++i) {
            switch (ch) {
                case ' ':
                    indent += 1;
                    break;
                case '\n':
                    nl = i;
                    indent = 0;
                    break;
                case '\r': {
                    const next = this.buffer[i + 1];
                    if (!next && !this.atEnd)
                        return this.setNext('block-scalar');
                    if (next === '\n')
                        break;
                } // fallthrough
                default:
                    break loop;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('block-scalar');
        if (indent >= this.indentNext) {
            if (this.blockScalarIndent === -1)
                this.indentNext = indent;
            else {
                this.indentNext =
                    this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
            }
            do {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = this.buffer.indexOf('\n', cs);
            } while (nl !== -1);
            if (nl === -1) {
                if (!this.atEnd)
                    return this.setNext('block-scalar');
                nl = this.buffer.length;
            }
        }
        // Trailing insufficiently indented tabs are invalid.
        // To catch that during parsing, we include them in the block scalar value.
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === ' ')
            ch = this.buffer[++i];
        if (ch === '\t') {
            while (ch === '\t' || ch === ' ' || ch === '\r' || ch === '\n')
                ch = this.buffer[++i];
            nl = i - 1;
        }
        else if (!this.blockScalarKeep) {
            do {
                let i = nl - 1;
                let ch = this.buffer[i];
                if (ch === '\r')
                    ch = this.buffer[--i];
                const lastChar = i; // Drop the line if last char not more indented
                while (ch === ' ')
                    ch = this.buffer[--i];
                if (ch === '\n' && i >= this.pos && i + 1 + indent > lastChar)
                    nl = i;
                else
                    break;
            } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
    }
    *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while ((ch = this.buffer[++i])) {
            if (ch === ':') {
                const next = this.buffer[i + 1];
                if (isEmpty(next) || (inFlow && flowIndicatorChars.has(next)))
                    break;
                end = i;
            }
            else if (isEmpty(ch)) {
                let next = this.buffer[i + 1];
                if (ch === '\r') {
                    if (next === '\n') {
                        i += 1;
                        ch = '\n';
                        next = this.buffer[i + 1];
                    }
                    else
                        end = i;
                }
                if (next === '#' || (inFlow && flowIndicatorChars.has(next)))
                    break;
                if (ch === '\n') {
                    const cs = this.continueScalar(i + 1);
                    if (cs === -1)
                        break;
                    i = Math.max(i, cs - 2); // to advance, but still account for ' #'
                }
            }
            else {
                if (inFlow && flowIndicatorChars.has(ch))
                    break;
                end = i;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('plain-scalar');
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? 'flow' : 'doc';
    }
    *pushCount(n) {
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos += n;
            return n;
        }
        return 0;
    }
    *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
            yield s;
            this.pos += s.length;
            return s.length;
        }
        else if (allowEmpty)
            yield '';
        return 0;
    }
    *pushIndicators() {
        let n = 0;
        loop: while (true) {
            switch (this.charAt(0)) {
                case '!':
                    n += yield* this.pushTag();
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '&':
                    n += yield* this.pushUntil(isNotAnchorChar);
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '-': // this is an error
                case '?': // this is an error outside flow collections
                case ':': {
                    const inFlow = this.flowLevel > 0;
                    const ch1 = this.charAt(1);
                    if (isEmpty(ch1) || (inFlow && flowIndicatorChars.has(ch1))) {
                        if (!inFlow)
                            this.indentNext = this.indentValue + 1;
                        else if (this.flowKey)
                            this.flowKey = false;
                        n += yield* this.pushCount(1);
                        n += yield* this.pushSpaces(true);
                        continue loop;
                    }
                }
            }
            break loop;
        }
        return n;
    }
    *pushTag() {
        if (this.charAt(1) === '<') {
            let i = this.pos + 2;
            let ch = this.buffer[i];
            while (!isEmpty(ch) && ch !== '>')
                ch = this.buffer[++i];
            return yield* this.pushToIndex(ch === '>' ? i + 1 : i, false);
        }
        else {
            let i = this.pos + 1;
            let ch = this.buffer[i];
            while (ch) {
                if (tagChars.has(ch))
                    ch = this.buffer[++i];
                else if (ch === '%' &&
                    hexDigits.has(this.buffer[i + 1]) &&
                    hexDigits.has(this.buffer[i + 2])) {
                    ch = this.buffer[(i += 3)];
                }
                else
                    break;
            }
            return yield* this.pushToIndex(i, false);
        }
    }
    *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === '\n')
            return yield* this.pushCount(1);
        else if (ch === '\r' && this.charAt(1) === '\n')
            return yield* this.pushCount(2);
        else
            return 0;
    }
    *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
            ch = this.buffer[++i];
        } while (ch === ' ' || (allowTabs && ch === '\t'));
        const n = i - this.pos;
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos = i;
        }
        return n;
    }
    *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
            ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
    }
}

exports.Lexer = Lexer;


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Tracks newlines during parsing in order to provide an efficient API for
 * determining the one-indexed `{ line, col }` position for any offset
 * within the input.
 */
class LineCounter {
    constructor() {
        this.lineStarts = [];
        /**
         * Should be called in ascending order. Otherwise, call
         * `lineCounter.lineStarts.sort()` before calling `linePos()`.
         */
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        /**
         * Performs a binary search and returns the 1-indexed { line, col }
         * position of `offset`. If `line === 0`, `addNewLine` has never been
         * called or `offset` is before the first known newline.
         */
        this.linePos = (offset) => {
            let low = 0;
            let high = this.lineStarts.length;
            while (low < high) {
                const mid = (low + high) >> 1; // Math.floor((low + high) / 2)
                if (this.lineStarts[mid] < offset)
                    low = mid + 1;
                else
                    high = mid;
            }
            if (this.lineStarts[low] === offset)
                return { line: low + 1, col: 1 };
            if (low === 0)
                return { line: 0, col: offset };
            const start = this.lineStarts[low - 1];
            return { line: low, col: offset - start + 1 };
        };
    }
}

exports.LineCounter = LineCounter;


/***/ }),

/***/ 3456:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);

function includesToken(list, type) {
    for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
            return true;
    return false;
}
function findNonEmptyIndex(list) {
    for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
            case 'space':
            case 'comment':
            case 'newline':
                break;
            default:
                return i;
        }
    }
    return -1;
}
function isFlowToken(token) {
    switch (token?.type) {
        case 'alias':
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'flow-collection':
            return true;
        default:
            return false;
    }
}
function getPrevProps(parent) {
    switch (parent.type) {
        case 'document':
            return parent.start;
        case 'block-map': {
            const it = parent.items[parent.items.length - 1];
            return it.sep ?? it.start;
        }
        case 'block-seq':
            return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
            return [];
    }
}
/** Note: May modify input array */
function getFirstKeyStartProps(prev) {
    if (prev.length === 0)
        return [];
    let i = prev.length;
    loop: while (--i >= 0) {
        switch (prev[i].type) {
            case 'doc-start':
            case 'explicit-key-ind':
            case 'map-value-ind':
            case 'seq-item-ind':
            case 'newline':
                break loop;
        }
    }
    while (prev[++i]?.type === 'space') {
        /* loop */
    }
    return prev.splice(i, prev.length);
}
function arrayPushArray(target, source) {
    // May exhaust call stack with large `source` array
    if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
    else
        for (let i = 0; i < source.length; ++i)
            target.push(source[i]);
}
function fixFlowSeqItems(fc) {
    if (fc.start.type === 'flow-seq-start') {
        for (const it of fc.items) {
            if (it.sep &&
                !it.value &&
                !includesToken(it.start, 'explicit-key-ind') &&
                !includesToken(it.sep, 'map-value-ind')) {
                if (it.key)
                    it.value = it.key;
                delete it.key;
                if (isFlowToken(it.value)) {
                    if (it.value.end)
                        arrayPushArray(it.value.end, it.sep);
                    else
                        it.value.end = it.sep;
                }
                else
                    arrayPushArray(it.start, it.sep);
                delete it.sep;
            }
        }
    }
}
/**
 * A YAML concrete syntax tree (CST) parser
 *
 * ```ts
 * const src: string = ...
 * for (const token of new Parser().parse(src)) {
 *   // token: Token
 * }
 * ```
 *
 * To use the parser with a user-provided lexer:
 *
 * ```ts
 * function* parse(source: string, lexer: Lexer) {
 *   const parser = new Parser()
 *   for (const lexeme of lexer.lex(source))
 *     yield* parser.next(lexeme)
 *   yield* parser.end()
 * }
 *
 * const src: string = ...
 * const lexer = new Lexer()
 * for (const token of parse(src, lexer)) {
 *   // token: Token
 * }
 * ```
 */
class Parser {
    /**
     * @param onNewLine - If defined, called separately with the start position of
     *   each new line (in `parse()`, including the start of input).
     */
    constructor(onNewLine) {
        /** If true, space and sequence indicators count as indentation */
        this.atNewLine = true;
        /** If true, next token is a scalar value */
        this.atScalar = false;
        /** Current indentation level */
        this.indent = 0;
        /** Current offset since the start of parsing */
        this.offset = 0;
        /** On the same line with a block map key */
        this.onKeyLine = false;
        /** Top indicates the node that's currently being built */
        this.stack = [];
        /** The source of the current token, set in parse() */
        this.source = '';
        /** The type of the current token, set in parse() */
        this.type = '';
        // Must be defined after `next()`
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
    }
    /**
     * Parse `source` as a YAML stream.
     * If `incomplete`, a part of the last line may be left as a buffer for the next call.
     *
     * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
     *
     * @returns A generator of tokens representing each directive, document, and other structure.
     */
    *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
            this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
            yield* this.next(lexeme);
        if (!incomplete)
            yield* this.end();
    }
    /**
     * Advance the parser by the `source` of one lexical token.
     */
    *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
            console.log('|', cst.prettyToken(source));
        if (this.atScalar) {
            this.atScalar = false;
            yield* this.step();
            this.offset += source.length;
            return;
        }
        const type = cst.tokenType(source);
        if (!type) {
            const message = `Not a YAML token: ${source}`;
            yield* this.pop({ type: 'error', offset: this.offset, message, source });
            this.offset += source.length;
        }
        else if (type === 'scalar') {
            this.atNewLine = false;
            this.atScalar = true;
            this.type = 'scalar';
        }
        else {
            this.type = type;
            yield* this.step();
            switch (type) {
                case 'newline':
                    this.atNewLine = true;
                    this.indent = 0;
                    if (this.onNewLine)
                        this.onNewLine(this.offset + source.length);
                    break;
                case 'space':
                    if (this.atNewLine && source[0] === ' ')
                        this.indent += source.length;
                    break;
                case 'explicit-key-ind':
                case 'map-value-ind':
                case 'seq-item-ind':
                    if (this.atNewLine)
                        this.indent += source.length;
                    break;
                case 'doc-mode':
                case 'flow-error-end':
                    return;
                default:
                    this.atNewLine = false;
            }
            this.offset += source.length;
        }
    }
    /** Call at end of input to push out any remaining constructions */
    *end() {
        while (this.stack.length > 0)
            yield* this.pop();
    }
    get sourceToken() {
        const st = {
            type: this.type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
        return st;
    }
    *step() {
        const top = this.peek(1);
        if (this.type === 'doc-end' && top?.type !== 'doc-end') {
            while (this.stack.length > 0)
                yield* this.pop();
            this.stack.push({
                type: 'doc-end',
                offset: this.offset,
                source: this.source
            });
            return;
        }
        if (!top)
            return yield* this.stream();
        switch (top.type) {
            case 'document':
                return yield* this.document(top);
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return yield* this.scalar(top);
            case 'block-scalar':
                return yield* this.blockScalar(top);
            case 'block-map':
                return yield* this.blockMap(top);
            case 'block-seq':
                return yield* this.blockSequence(top);
            case 'flow-collection':
                return yield* this.flowCollection(top);
            case 'doc-end':
                return yield* this.documentEnd(top);
        }
        /* istanbul ignore next should not happen */
        yield* this.pop();
    }
    peek(n) {
        return this.stack[this.stack.length - n];
    }
    *pop(error) {
        const token = error ?? this.stack.pop();
        /* istanbul ignore if should not happen */
        if (!token) {
            const message = 'Tried to pop an empty stack';
            yield { type: 'error', offset: this.offset, source: '', message };
        }
        else if (this.stack.length === 0) {
            yield token;
        }
        else {
            const top = this.peek(1);
            if (token.type === 'block-scalar') {
                // Block scalars use their parent rather than header indent
                token.indent = 'indent' in top ? top.indent : 0;
            }
            else if (token.type === 'flow-collection' && top.type === 'document') {
                // Ignore all indent for top-level flow collections
                token.indent = 0;
            }
            if (token.type === 'flow-collection')
                fixFlowSeqItems(token);
            switch (top.type) {
                case 'document':
                    top.value = token;
                    break;
                case 'block-scalar':
                    top.props.push(token); // error
                    break;
                case 'block-map': {
                    const it = top.items[top.items.length - 1];
                    if (it.value) {
                        top.items.push({ start: [], key: token, sep: [] });
                        this.onKeyLine = true;
                        return;
                    }
                    else if (it.sep) {
                        it.value = token;
                    }
                    else {
                        Object.assign(it, { key: token, sep: [] });
                        this.onKeyLine = !it.explicitKey;
                        return;
                    }
                    break;
                }
                case 'block-seq': {
                    const it = top.items[top.items.length - 1];
                    if (it.value)
                        top.items.push({ start: [], value: token });
                    else
                        it.value = token;
                    break;
                }
                case 'flow-collection': {
                    const it = top.items[top.items.length - 1];
                    if (!it || it.value)
                        top.items.push({ start: [], key: token, sep: [] });
                    else if (it.sep)
                        it.value = token;
                    else
                        Object.assign(it, { key: token, sep: [] });
                    return;
                }
                /* istanbul ignore next should not happen */
                default:
                    yield* this.pop();
                    yield* this.pop(token);
            }
            if ((top.type === 'document' ||
                top.type === 'block-map' ||
                top.type === 'block-seq') &&
                (token.type === 'block-map' || token.type === 'block-seq')) {
                const last = token.items[token.items.length - 1];
                if (last &&
                    !last.sep &&
                    !last.value &&
                    last.start.length > 0 &&
                    findNonEmptyIndex(last.start) === -1 &&
                    (token.indent === 0 ||
                        last.start.every(st => st.type !== 'comment' || st.indent < token.indent))) {
                    if (top.type === 'document')
                        top.end = last.start;
                    else
                        top.items.push({ start: last.start });
                    token.items.splice(-1, 1);
                }
            }
        }
    }
    *stream() {
        switch (this.type) {
            case 'directive-line':
                yield { type: 'directive', offset: this.offset, source: this.source };
                return;
            case 'byte-order-mark':
            case 'space':
            case 'comment':
            case 'newline':
                yield this.sourceToken;
                return;
            case 'doc-mode':
            case 'doc-start': {
                const doc = {
                    type: 'document',
                    offset: this.offset,
                    start: []
                };
                if (this.type === 'doc-start')
                    doc.start.push(this.sourceToken);
                this.stack.push(doc);
                return;
            }
        }
        yield {
            type: 'error',
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML stream`,
            source: this.source
        };
    }
    *document(doc) {
        if (doc.value)
            return yield* this.lineEnd(doc);
        switch (this.type) {
            case 'doc-start': {
                if (findNonEmptyIndex(doc.start) !== -1) {
                    yield* this.pop();
                    yield* this.step();
                }
                else
                    doc.start.push(this.sourceToken);
                return;
            }
            case 'anchor':
            case 'tag':
            case 'space':
            case 'comment':
            case 'newline':
                doc.start.push(this.sourceToken);
                return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
            this.stack.push(bv);
        else {
            yield {
                type: 'error',
                offset: this.offset,
                message: `Unexpected ${this.type} token in YAML document`,
                source: this.source
            };
        }
    }
    *scalar(scalar) {
        if (this.type === 'map-value-ind') {
            const prev = getPrevProps(this.peek(2));
            const start = getFirstKeyStartProps(prev);
            let sep;
            if (scalar.end) {
                sep = scalar.end;
                sep.push(this.sourceToken);
                delete scalar.end;
            }
            else
                sep = [this.sourceToken];
            const map = {
                type: 'block-map',
                offset: scalar.offset,
                indent: scalar.indent,
                items: [{ start, key: scalar, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
        }
        else
            yield* this.lineEnd(scalar);
    }
    *blockScalar(scalar) {
        switch (this.type) {
            case 'space':
            case 'comment':
            case 'newline':
                scalar.props.push(this.sourceToken);
                return;
            case 'scalar':
                scalar.source = this.source;
                // block-scalar source includes trailing newline
                this.atNewLine = true;
                this.indent = 0;
                if (this.onNewLine) {
                    let nl = this.source.indexOf('\n') + 1;
                    while (nl !== 0) {
                        this.onNewLine(this.offset + nl);
                        nl = this.source.indexOf('\n', nl) + 1;
                    }
                }
                yield* this.pop();
                break;
            /* istanbul ignore next should not happen */
            default:
                yield* this.pop();
                yield* this.step();
        }
    }
    *blockMap(map) {
        const it = map.items[map.items.length - 1];
        // it.sep is true-ish if pair already has key or : separator
        switch (this.type) {
            case 'newline':
                this.onKeyLine = false;
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    it.start.push(this.sourceToken);
                }
                return;
            case 'space':
            case 'comment':
                if (it.value) {
                    map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    if (this.atIndentedComment(it.start, map.indent)) {
                        const prev = map.items[map.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            map.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
        }
        if (this.indent >= map.indent) {
            const atMapIndent = !this.onKeyLine && this.indent === map.indent;
            const atNextItem = atMapIndent &&
                (it.sep || it.explicitKey) &&
                this.type !== 'seq-item-ind';
            // For empty nodes, assign newline-separated not indented empty tokens to following node
            let start = [];
            if (atNextItem && it.sep && !it.value) {
                const nl = [];
                for (let i = 0; i < it.sep.length; ++i) {
                    const st = it.sep[i];
                    switch (st.type) {
                        case 'newline':
                            nl.push(i);
                            break;
                        case 'space':
                            break;
                        case 'comment':
                            if (st.indent > map.indent)
                                nl.length = 0;
                            break;
                        default:
                            nl.length = 0;
                    }
                }
                if (nl.length >= 2)
                    start = it.sep.splice(nl[1]);
            }
            switch (this.type) {
                case 'anchor':
                case 'tag':
                    if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        it.sep.push(this.sourceToken);
                    }
                    else {
                        it.start.push(this.sourceToken);
                    }
                    return;
                case 'explicit-key-ind':
                    if (!it.sep && !it.explicitKey) {
                        it.start.push(this.sourceToken);
                        it.explicitKey = true;
                    }
                    else if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start, explicitKey: true });
                    }
                    else {
                        this.stack.push({
                            type: 'block-map',
                            offset: this.offset,
                            indent: this.indent,
                            items: [{ start: [this.sourceToken], explicitKey: true }]
                        });
                    }
                    this.onKeyLine = true;
                    return;
                case 'map-value-ind':
                    if (it.explicitKey) {
                        if (!it.sep) {
                            if (includesToken(it.start, 'newline')) {
                                Object.assign(it, { key: null, sep: [this.sourceToken] });
                            }
                            else {
                                const start = getFirstKeyStartProps(it.start);
                                this.stack.push({
                                    type: 'block-map',
                                    offset: this.offset,
                                    indent: this.indent,
                                    items: [{ start, key: null, sep: [this.sourceToken] }]
                                });
                            }
                        }
                        else if (it.value) {
                            map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else if (isFlowToken(it.key) &&
                            !includesToken(it.sep, 'newline')) {
                            const start = getFirstKeyStartProps(it.start);
                            const key = it.key;
                            const sep = it.sep;
                            sep.push(this.sourceToken);
                            // @ts-expect-error type guard is wrong here
                            delete it.key;
                            // @ts-expect-error type guard is wrong here
                            delete it.sep;
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key, sep }]
                            });
                        }
                        else if (start.length > 0) {
                            // Not actually at next item
                            it.sep = it.sep.concat(start, this.sourceToken);
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    else {
                        if (!it.sep) {
                            Object.assign(it, { key: null, sep: [this.sourceToken] });
                        }
                        else if (it.value || atNextItem) {
                            map.items.push({ start, key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start: [], key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    this.onKeyLine = true;
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (atNextItem || it.value) {
                        map.items.push({ start, key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        this.stack.push(fs);
                    }
                    else {
                        Object.assign(it, { key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    return;
                }
                default: {
                    const bv = this.startBlockValue(map);
                    if (bv) {
                        if (bv.type === 'block-seq') {
                            if (!it.explicitKey &&
                                it.sep &&
                                !includesToken(it.sep, 'newline')) {
                                yield* this.pop({
                                    type: 'error',
                                    offset: this.offset,
                                    message: 'Unexpected block-seq-ind on same line with key',
                                    source: this.source
                                });
                                return;
                            }
                        }
                        else if (atMapIndent) {
                            map.items.push({ start });
                        }
                        this.stack.push(bv);
                        return;
                    }
                }
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
            case 'newline':
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        seq.items.push({ start: [this.sourceToken] });
                }
                else
                    it.start.push(this.sourceToken);
                return;
            case 'space':
            case 'comment':
                if (it.value)
                    seq.items.push({ start: [this.sourceToken] });
                else {
                    if (this.atIndentedComment(it.start, seq.indent)) {
                        const prev = seq.items[seq.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            seq.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
            case 'anchor':
            case 'tag':
                if (it.value || this.indent <= seq.indent)
                    break;
                it.start.push(this.sourceToken);
                return;
            case 'seq-item-ind':
                if (this.indent !== seq.indent)
                    break;
                if (it.value || includesToken(it.start, 'seq-item-ind'))
                    seq.items.push({ start: [this.sourceToken] });
                else
                    it.start.push(this.sourceToken);
                return;
        }
        if (this.indent > seq.indent) {
            const bv = this.startBlockValue(seq);
            if (bv) {
                this.stack.push(bv);
                return;
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === 'flow-error-end') {
            let top;
            do {
                yield* this.pop();
                top = this.peek(1);
            } while (top?.type === 'flow-collection');
        }
        else if (fc.end.length === 0) {
            switch (this.type) {
                case 'comma':
                case 'explicit-key-ind':
                    if (!it || it.sep)
                        fc.items.push({ start: [this.sourceToken] });
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'map-value-ind':
                    if (!it || it.value)
                        fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        Object.assign(it, { key: null, sep: [this.sourceToken] });
                    return;
                case 'space':
                case 'comment':
                case 'newline':
                case 'anchor':
                case 'tag':
                    if (!it || it.value)
                        fc.items.push({ start: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (!it || it.value)
                        fc.items.push({ start: [], key: fs, sep: [] });
                    else if (it.sep)
                        this.stack.push(fs);
                    else
                        Object.assign(it, { key: fs, sep: [] });
                    return;
                }
                case 'flow-map-end':
                case 'flow-seq-end':
                    fc.end.push(this.sourceToken);
                    return;
            }
            const bv = this.startBlockValue(fc);
            /* istanbul ignore else should not happen */
            if (bv)
                this.stack.push(bv);
            else {
                yield* this.pop();
                yield* this.step();
            }
        }
        else {
            const parent = this.peek(2);
            if (parent.type === 'block-map' &&
                ((this.type === 'map-value-ind' && parent.indent === fc.indent) ||
                    (this.type === 'newline' &&
                        !parent.items[parent.items.length - 1].sep))) {
                yield* this.pop();
                yield* this.step();
            }
            else if (this.type === 'map-value-ind' &&
                parent.type !== 'flow-collection') {
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                fixFlowSeqItems(fc);
                const sep = fc.end.splice(1, fc.end.length);
                sep.push(this.sourceToken);
                const map = {
                    type: 'block-map',
                    offset: fc.offset,
                    indent: fc.indent,
                    items: [{ start, key: fc, sep }]
                };
                this.onKeyLine = true;
                this.stack[this.stack.length - 1] = map;
            }
            else {
                yield* this.lineEnd(fc);
            }
        }
    }
    flowScalar(type) {
        if (this.onNewLine) {
            let nl = this.source.indexOf('\n') + 1;
            while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf('\n', nl) + 1;
            }
        }
        return {
            type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
    }
    startBlockValue(parent) {
        switch (this.type) {
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return this.flowScalar(this.type);
            case 'block-scalar-header':
                return {
                    type: 'block-scalar',
                    offset: this.offset,
                    indent: this.indent,
                    props: [this.sourceToken],
                    source: ''
                };
            case 'flow-map-start':
            case 'flow-seq-start':
                return {
                    type: 'flow-collection',
                    offset: this.offset,
                    indent: this.indent,
                    start: this.sourceToken,
                    items: [],
                    end: []
                };
            case 'seq-item-ind':
                return {
                    type: 'block-seq',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [this.sourceToken] }]
                };
            case 'explicit-key-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                start.push(this.sourceToken);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, explicitKey: true }]
                };
            }
            case 'map-value-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                };
            }
        }
        return null;
    }
    atIndentedComment(start, indent) {
        if (this.type !== 'comment')
            return false;
        if (this.indent <= indent)
            return false;
        return start.every(st => st.type === 'newline' || st.type === 'space');
    }
    *documentEnd(docEnd) {
        if (this.type !== 'doc-mode') {
            if (docEnd.end)
                docEnd.end.push(this.sourceToken);
            else
                docEnd.end = [this.sourceToken];
            if (this.type === 'newline')
                yield* this.pop();
        }
    }
    *lineEnd(token) {
        switch (this.type) {
            case 'comma':
            case 'doc-start':
            case 'doc-end':
            case 'flow-seq-end':
            case 'flow-map-end':
            case 'map-value-ind':
                yield* this.pop();
                yield* this.step();
                break;
            case 'newline':
                this.onKeyLine = false;
            // fallthrough
            case 'space':
            case 'comment':
            default:
                // all other values are errors
                if (token.end)
                    token.end.push(this.sourceToken);
                else
                    token.end = [this.sourceToken];
                if (this.type === 'newline')
                    yield* this.pop();
        }
    }
}

exports.Parser = Parser;


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var log = __nccwpck_require__(7249);
var identity = __nccwpck_require__(1127);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);

function parseOptions(options) {
    const prettyErrors = options.prettyErrors !== false;
    const lineCounter$1 = options.lineCounter || (prettyErrors && new lineCounter.LineCounter()) || null;
    return { lineCounter: lineCounter$1, prettyErrors };
}
/**
 * Parse the input as a stream of YAML documents.
 *
 * Documents should be separated from each other by `...` or `---` marker lines.
 *
 * @returns If an empty `docs` array is returned, it will be of type
 *   EmptyStream and contain additional stream information. In
 *   TypeScript, you should use `'empty' in docs` as a type guard for it.
 */
function parseAllDocuments(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    const docs = Array.from(composer$1.compose(parser$1.parse(source)));
    if (prettyErrors && lineCounter)
        for (const doc of docs) {
            doc.errors.forEach(errors.prettifyError(source, lineCounter));
            doc.warnings.forEach(errors.prettifyError(source, lineCounter));
        }
    if (docs.length > 0)
        return docs;
    return Object.assign([], { empty: true }, composer$1.streamInfo());
}
/** Parse an input string into a single YAML.Document */
function parseDocument(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    // `doc` is always set by compose.end(true) at the very latest
    let doc = null;
    for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
            doc = _doc;
        else if (doc.options.logLevel !== 'silent') {
            doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), 'MULTIPLE_DOCS', 'Source contains multiple documents; please use YAML.parseAllDocuments()'));
            break;
        }
    }
    if (prettyErrors && lineCounter) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter));
    }
    return doc;
}
function parse(src, reviver, options) {
    let _reviver = undefined;
    if (typeof reviver === 'function') {
        _reviver = reviver;
    }
    else if (options === undefined && reviver && typeof reviver === 'object') {
        options = reviver;
    }
    const doc = parseDocument(src, options);
    if (!doc)
        return null;
    doc.warnings.forEach(warning => log.warn(doc.options.logLevel, warning));
    if (doc.errors.length > 0) {
        if (doc.options.logLevel !== 'silent')
            throw doc.errors[0];
        else
            doc.errors = [];
    }
    return doc.toJS(Object.assign({ reviver: _reviver }, options));
}
function stringify(value, replacer, options) {
    let _replacer = null;
    if (typeof replacer === 'function' || Array.isArray(replacer)) {
        _replacer = replacer;
    }
    else if (options === undefined && replacer) {
        options = replacer;
    }
    if (typeof options === 'string')
        options = options.length;
    if (typeof options === 'number') {
        const indent = Math.round(options);
        options = indent < 1 ? undefined : indent > 8 ? { indent: 8 } : { indent };
    }
    if (value === undefined) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
            return undefined;
    }
    if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
    return new Document.Document(value, _replacer, options).toString(options);
}

exports.parse = parse;
exports.parseAllDocuments = parseAllDocuments;
exports.parseDocument = parseDocument;
exports.stringify = stringify;


/***/ }),

/***/ 5840:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var tags = __nccwpck_require__(18);

const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
class Schema {
    constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat)
            ? tags.getTags(compat, 'compat')
            : compat
                ? tags.getTags(null, compat)
                : null;
        this.name = (typeof schema === 'string' && schema) || 'core';
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        // Used by createMap()
        this.sortMapEntries =
            typeof sortMapEntries === 'function'
                ? sortMapEntries
                : sortMapEntries === true
                    ? sortMapEntriesByKey
                    : null;
    }
    clone() {
        const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
    }
}

exports.Schema = Schema;


/***/ }),

/***/ 7451:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLMap = __nccwpck_require__(4454);

const map = {
    collection: 'map',
    default: true,
    nodeClass: YAMLMap.YAMLMap,
    tag: 'tag:yaml.org,2002:map',
    resolve(map, onError) {
        if (!identity.isMap(map))
            onError('Expected a mapping for this tag');
        return map;
    },
    createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
};

exports.map = map;


/***/ }),

/***/ 3632:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const nullTag = {
    identify: value => value == null,
    createNode: () => new Scalar.Scalar(null),
    default: true,
    tag: 'tag:yaml.org,2002:null',
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => new Scalar.Scalar(null),
    stringify: ({ source }, ctx) => typeof source === 'string' && nullTag.test.test(source)
        ? source
        : ctx.options.nullStr
};

exports.nullTag = nullTag;


/***/ }),

/***/ 1706:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLSeq = __nccwpck_require__(2223);

const seq = {
    collection: 'seq',
    default: true,
    nodeClass: YAMLSeq.YAMLSeq,
    tag: 'tag:yaml.org,2002:seq',
    resolve(seq, onError) {
        if (!identity.isSeq(seq))
            onError('Expected a sequence for this tag');
        return seq;
    },
    createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
};

exports.seq = seq;


/***/ }),

/***/ 6464:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyString = __nccwpck_require__(3069);

const string = {
    identify: value => typeof value === 'string',
    default: true,
    tag: 'tag:yaml.org,2002:str',
    resolve: str => str,
    stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
    }
};

exports.string = string;


/***/ }),

/***/ 3959:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const boolTag = {
    identify: value => typeof value === 'boolean',
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: str => new Scalar.Scalar(str[0] === 't' || str[0] === 'T'),
    stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
            const sv = source[0] === 't' || source[0] === 'T';
            if (value === sv)
                return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
};

exports.boolTag = boolTag;


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: str => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
    resolve: str => parseFloat(str),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf('.');
        if (dot !== -1 && str[str.length - 1] === '0')
            node.minFractionDigits = str.length - dot - 1;
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 9874:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
const intResolve = (str, offset, radix, { intAsBigInt }) => (intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix));
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
    return stringifyNumber.stringifyNumber(node);
}
const intOct = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^0o[0-7]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
    stringify: node => intStringify(node, 8, '0o')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^0x[0-9a-fA-F]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 896:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.boolTag,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float
];

exports.schema = schema;


/***/ }),

/***/ 3559:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);

function intIdentify(value) {
    return typeof value === 'bigint' || Number.isInteger(value);
}
const stringifyJSON = ({ value }) => JSON.stringify(value);
const jsonScalars = [
    {
        identify: value => typeof value === 'string',
        default: true,
        tag: 'tag:yaml.org,2002:str',
        resolve: str => str,
        stringify: stringifyJSON
    },
    {
        identify: value => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: 'tag:yaml.org,2002:null',
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
    },
    {
        identify: value => typeof value === 'boolean',
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test: /^true$|^false$/,
        resolve: str => str === 'true',
        stringify: stringifyJSON
    },
    {
        identify: intIdentify,
        default: true,
        tag: 'tag:yaml.org,2002:int',
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
    },
    {
        identify: value => typeof value === 'number',
        default: true,
        tag: 'tag:yaml.org,2002:float',
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: str => parseFloat(str),
        stringify: stringifyJSON
    }
];
const jsonError = {
    default: true,
    tag: '',
    test: /^/,
    resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
    }
};
const schema = [map.map, seq.seq].concat(jsonScalars, jsonError);

exports.schema = schema;


/***/ }),

/***/ 18:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);
var schema = __nccwpck_require__(896);
var schema$1 = __nccwpck_require__(3559);
var binary = __nccwpck_require__(6083);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var schema$2 = __nccwpck_require__(5913);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schemas = new Map([
    ['core', schema.schema],
    ['failsafe', [map.map, seq.seq, string.string]],
    ['json', schema$1.schema],
    ['yaml11', schema$2.schema],
    ['yaml-1.1', schema$2.schema]
]);
const tagsByName = {
    binary: binary.binary,
    bool: bool.boolTag,
    float: float.float,
    floatExp: float.floatExp,
    floatNaN: float.floatNaN,
    floatTime: timestamp.floatTime,
    int: int.int,
    intHex: int.intHex,
    intOct: int.intOct,
    intTime: timestamp.intTime,
    map: map.map,
    merge: merge.merge,
    null: _null.nullTag,
    omap: omap.omap,
    pairs: pairs.pairs,
    seq: seq.seq,
    set: set.set,
    timestamp: timestamp.timestamp
};
const coreKnownTags = {
    'tag:yaml.org,2002:binary': binary.binary,
    'tag:yaml.org,2002:merge': merge.merge,
    'tag:yaml.org,2002:omap': omap.omap,
    'tag:yaml.org,2002:pairs': pairs.pairs,
    'tag:yaml.org,2002:set': set.set,
    'tag:yaml.org,2002:timestamp': timestamp.timestamp
};
function getTags(customTags, schemaName, addMergeTag) {
    const schemaTags = schemas.get(schemaName);
    if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge)
            ? schemaTags.concat(merge.merge)
            : schemaTags.slice();
    }
    let tags = schemaTags;
    if (!tags) {
        if (Array.isArray(customTags))
            tags = [];
        else {
            const keys = Array.from(schemas.keys())
                .filter(key => key !== 'yaml11')
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
    }
    if (Array.isArray(customTags)) {
        for (const tag of customTags)
            tags = tags.concat(tag);
    }
    else if (typeof customTags === 'function') {
        tags = customTags(tags.slice());
    }
    if (addMergeTag)
        tags = tags.concat(merge.merge);
    return tags.reduce((tags, tag) => {
        const tagObj = typeof tag === 'string' ? tagsByName[tag] : tag;
        if (!tagObj) {
            const tagName = JSON.stringify(tag);
            const keys = Object.keys(tagsByName)
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags.includes(tagObj))
            tags.push(tagObj);
        return tags;
    }, []);
}

exports.coreKnownTags = coreKnownTags;
exports.getTags = getTags;


/***/ }),

/***/ 6083:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_buffer = __nccwpck_require__(181);
var Scalar = __nccwpck_require__(3301);
var stringifyString = __nccwpck_require__(3069);

const binary = {
    identify: value => value instanceof Uint8Array, // Buffer inherits from Uint8Array
    default: false,
    tag: 'tag:yaml.org,2002:binary',
    /**
     * Returns a Buffer in node and an Uint8Array in browsers
     *
     * To use the resulting buffer as an image, you'll want to do something like:
     *
     *   const blob = new Blob([buffer], { type: 'image/jpeg' })
     *   document.querySelector('#photo').src = URL.createObjectURL(blob)
     */
    resolve(src, onError) {
        if (typeof node_buffer.Buffer === 'function') {
            return node_buffer.Buffer.from(src, 'base64');
        }
        else if (typeof atob === 'function') {
            // On IE 11, atob() can't handle newlines
            const str = atob(src.replace(/[\n\r]/g, ''));
            const buffer = new Uint8Array(str.length);
            for (let i = 0; i < str.length; ++i)
                buffer[i] = str.charCodeAt(i);
            return buffer;
        }
        else {
            onError('This environment does not support reading binary tags; either Buffer or atob is required');
            return src;
        }
    },
    stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
            return '';
        const buf = value; // checked earlier by binary.identify()
        let str;
        if (typeof node_buffer.Buffer === 'function') {
            str =
                buf instanceof node_buffer.Buffer
                    ? buf.toString('base64')
                    : node_buffer.Buffer.from(buf.buffer).toString('base64');
        }
        else if (typeof btoa === 'function') {
            let s = '';
            for (let i = 0; i < buf.length; ++i)
                s += String.fromCharCode(buf[i]);
            str = btoa(s);
        }
        else {
            throw new Error('This environment does not support writing binary tags; either Buffer or btoa is required');
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
            const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
            const n = Math.ceil(str.length / lineWidth);
            const lines = new Array(n);
            for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
                lines[i] = str.substr(o, lineWidth);
            }
            str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? '\n' : ' ');
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
    }
};

exports.binary = binary;


/***/ }),

/***/ 8398:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function boolStringify({ value, source }, ctx) {
    const boolObj = value ? trueTag : falseTag;
    if (source && boolObj.test.test(source))
        return source;
    return value ? ctx.options.trueStr : ctx.options.falseStr;
}
const trueTag = {
    identify: value => value === true,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
    resolve: () => new Scalar.Scalar(true),
    stringify: boolStringify
};
const falseTag = {
    identify: value => value === false,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    resolve: () => new Scalar.Scalar(false),
    stringify: boolStringify
};

exports.falseTag = falseTag;
exports.trueTag = trueTag;


/***/ }),

/***/ 5782:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: (str) => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
    resolve: (str) => parseFloat(str.replace(/_/g, '')),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, '')));
        const dot = str.indexOf('.');
        if (dot !== -1) {
            const f = str.substring(dot + 1).replace(/_/g, '');
            if (f[f.length - 1] === '0')
                node.minFractionDigits = f.length;
        }
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 873:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
function intResolve(str, offset, radix, { intAsBigInt }) {
    const sign = str[0];
    if (sign === '-' || sign === '+')
        offset += 1;
    str = str.substring(offset).replace(/_/g, '');
    if (intAsBigInt) {
        switch (radix) {
            case 2:
                str = `0b${str}`;
                break;
            case 8:
                str = `0o${str}`;
                break;
            case 16:
                str = `0x${str}`;
                break;
        }
        const n = BigInt(str);
        return sign === '-' ? BigInt(-1) * n : n;
    }
    const n = parseInt(str, radix);
    return sign === '-' ? -1 * n : n;
}
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? '-' + prefix + str.substr(1) : prefix + str;
    }
    return stringifyNumber.stringifyNumber(node);
}
const intBin = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'BIN',
    test: /^[-+]?0b[0-1_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
    stringify: node => intStringify(node, 2, '0b')
};
const intOct = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^[-+]?0[0-7_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
    stringify: node => intStringify(node, 8, '0')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9][0-9_]*$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^[-+]?0x[0-9a-fA-F_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intBin = intBin;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 452:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

// If the value associated with a merge key is a single mapping node, each of
// its key/value pairs is inserted into the current mapping, unless the key
// already exists in it. If the value associated with the merge key is a
// sequence, then this sequence is expected to contain mapping nodes and each
// of these nodes is merged in turn according to its order in the sequence.
// Keys in mapping nodes earlier in the sequence override keys specified in
// later mapping nodes. -- http://yaml.org/type/merge.html
const MERGE_KEY = '<<';
const merge = {
    identify: value => value === MERGE_KEY ||
        (typeof value === 'symbol' && value.description === MERGE_KEY),
    default: 'key',
    tag: 'tag:yaml.org,2002:merge',
    test: /^<<$/,
    resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
    }),
    stringify: () => MERGE_KEY
};
const isMergeKey = (ctx, key) => (merge.identify(key) ||
    (identity.isScalar(key) &&
        (!key.type || key.type === Scalar.Scalar.PLAIN) &&
        merge.identify(key.value))) &&
    ctx?.doc.schema.tags.some(tag => tag.tag === merge.tag && tag.default);
function addMergeToJSMap(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (identity.isSeq(source))
        for (const it of source.items)
            mergeValue(ctx, map, it);
    else if (Array.isArray(source))
        for (const it of source)
            mergeValue(ctx, map, it);
    else
        mergeValue(ctx, map, source);
}
function mergeValue(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (!identity.isMap(source))
        throw new Error('Merge sources must be maps or map aliases');
    const srcMap = source.toJSON(null, ctx, Map);
    for (const [key, value] of srcMap) {
        if (map instanceof Map) {
            if (!map.has(key))
                map.set(key, value);
        }
        else if (map instanceof Set) {
            map.add(key);
        }
        else if (!Object.prototype.hasOwnProperty.call(map, key)) {
            Object.defineProperty(map, key, {
                value,
                writable: true,
                enumerable: true,
                configurable: true
            });
        }
    }
    return map;
}
function resolveAliasValue(ctx, value) {
    return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
}

exports.addMergeToJSMap = addMergeToJSMap;
exports.isMergeKey = isMergeKey;
exports.merge = merge;


/***/ }),

/***/ 303:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var pairs = __nccwpck_require__(8385);

class YAMLOMap extends YAMLSeq.YAMLSeq {
    constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = YAMLOMap.tag;
    }
    /**
     * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
     * but TypeScript won't allow widening the signature of a child method.
     */
    toJSON(_, ctx) {
        if (!ctx)
            return super.toJSON(_);
        const map = new Map();
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const pair of this.items) {
            let key, value;
            if (identity.isPair(pair)) {
                key = toJS.toJS(pair.key, '', ctx);
                value = toJS.toJS(pair.value, key, ctx);
            }
            else {
                key = toJS.toJS(pair, '', ctx);
            }
            if (map.has(key))
                throw new Error('Ordered maps must not include duplicate keys');
            map.set(key, value);
        }
        return map;
    }
    static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap = new this();
        omap.items = pairs$1.items;
        return omap;
    }
}
YAMLOMap.tag = 'tag:yaml.org,2002:omap';
const omap = {
    collection: 'seq',
    identify: value => value instanceof Map,
    nodeClass: YAMLOMap,
    default: false,
    tag: 'tag:yaml.org,2002:omap',
    resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
            if (identity.isScalar(key)) {
                if (seenKeys.includes(key.value)) {
                    onError(`Ordered maps must not include duplicate keys: ${key.value}`);
                }
                else {
                    seenKeys.push(key.value);
                }
            }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
    },
    createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
};

exports.YAMLOMap = YAMLOMap;
exports.omap = omap;


/***/ }),

/***/ 8385:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLSeq = __nccwpck_require__(2223);

function resolvePairs(seq, onError) {
    if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
            let item = seq.items[i];
            if (identity.isPair(item))
                continue;
            else if (identity.isMap(item)) {
                if (item.items.length > 1)
                    onError('Each pair must have its own sequence indicator');
                const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
                if (item.commentBefore)
                    pair.key.commentBefore = pair.key.commentBefore
                        ? `${item.commentBefore}\n${pair.key.commentBefore}`
                        : item.commentBefore;
                if (item.comment) {
                    const cn = pair.value ?? pair.key;
                    cn.comment = cn.comment
                        ? `${item.comment}\n${cn.comment}`
                        : item.comment;
                }
                item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
    }
    else
        onError('Expected a sequence for this tag');
    return seq;
}
function createPairs(schema, iterable, ctx) {
    const { replacer } = ctx;
    const pairs = new YAMLSeq.YAMLSeq(schema);
    pairs.tag = 'tag:yaml.org,2002:pairs';
    let i = 0;
    if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
            if (typeof replacer === 'function')
                it = replacer.call(iterable, String(i++), it);
            let key, value;
            if (Array.isArray(it)) {
                if (it.length === 2) {
                    key = it[0];
                    value = it[1];
                }
                else
                    throw new TypeError(`Expected [key, value] tuple: ${it}`);
            }
            else if (it && it instanceof Object) {
                const keys = Object.keys(it);
                if (keys.length === 1) {
                    key = keys[0];
                    value = it[key];
                }
                else {
                    throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
                }
            }
            else {
                key = it;
            }
            pairs.items.push(Pair.createPair(key, value, ctx));
        }
    return pairs;
}
const pairs = {
    collection: 'seq',
    default: false,
    tag: 'tag:yaml.org,2002:pairs',
    resolve: resolvePairs,
    createNode: createPairs
};

exports.createPairs = createPairs;
exports.pairs = pairs;
exports.resolvePairs = resolvePairs;


/***/ }),

/***/ 5913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var binary = __nccwpck_require__(6083);
var bool = __nccwpck_require__(8398);
var float = __nccwpck_require__(5782);
var int = __nccwpck_require__(873);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.trueTag,
    bool.falseTag,
    int.intBin,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float,
    binary.binary,
    merge.merge,
    omap.omap,
    pairs.pairs,
    set.set,
    timestamp.intTime,
    timestamp.floatTime,
    timestamp.timestamp
];

exports.schema = schema;


/***/ }),

/***/ 1528:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);

class YAMLSet extends YAMLMap.YAMLMap {
    constructor(schema) {
        super(schema);
        this.tag = YAMLSet.tag;
    }
    add(key) {
        let pair;
        if (identity.isPair(key))
            pair = key;
        else if (key &&
            typeof key === 'object' &&
            'key' in key &&
            'value' in key &&
            key.value === null)
            pair = new Pair.Pair(key.key, null);
        else
            pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
            this.items.push(pair);
    }
    /**
     * If `keepPair` is `true`, returns the Pair matching `key`.
     * Otherwise, returns the value of that Pair's key.
     */
    get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair)
            ? identity.isScalar(pair.key)
                ? pair.key.value
                : pair.key
            : pair;
    }
    set(key, value) {
        if (typeof value !== 'boolean')
            throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
            this.items.splice(this.items.indexOf(prev), 1);
        }
        else if (!prev && value) {
            this.items.push(new Pair.Pair(key));
        }
    }
    toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        if (this.hasAllNullValues(true))
            return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
            throw new Error('Set items must all have null values');
    }
    static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
            for (let value of iterable) {
                if (typeof replacer === 'function')
                    value = replacer.call(iterable, value, value);
                set.items.push(Pair.createPair(value, null, ctx));
            }
        return set;
    }
}
YAMLSet.tag = 'tag:yaml.org,2002:set';
const set = {
    collection: 'map',
    identify: value => value instanceof Set,
    nodeClass: YAMLSet,
    default: false,
    tag: 'tag:yaml.org,2002:set',
    createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
    resolve(map, onError) {
        if (identity.isMap(map)) {
            if (map.hasAllNullValues(true))
                return Object.assign(new YAMLSet(), map);
            else
                onError('Set items must all have null values');
        }
        else
            onError('Expected a mapping for this tag');
        return map;
    }
};

exports.YAMLSet = YAMLSet;
exports.set = set;


/***/ }),

/***/ 6752:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

/** Internal types handle bigint as number, because TS can't figure it out. */
function parseSexagesimal(str, asBigInt) {
    const sign = str[0];
    const parts = sign === '-' || sign === '+' ? str.substring(1) : str;
    const num = (n) => asBigInt ? BigInt(n) : Number(n);
    const res = parts
        .replace(/_/g, '')
        .split(':')
        .reduce((res, p) => res * num(60) + num(p), num(0));
    return (sign === '-' ? num(-1) * res : res);
}
/**
 * hhhh:mm:ss.sss
 *
 * Internal types handle bigint as number, because TS can't figure it out.
 */
function stringifySexagesimal(node) {
    let { value } = node;
    let num = (n) => n;
    if (typeof value === 'bigint')
        num = n => BigInt(n);
    else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
    let sign = '';
    if (value < 0) {
        sign = '-';
        value *= num(-1);
    }
    const _60 = num(60);
    const parts = [value % _60]; // seconds, including ms
    if (value < 60) {
        parts.unshift(0); // at least one : is required
    }
    else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60); // minutes
        if (value >= 60) {
            value = (value - parts[0]) / _60;
            parts.unshift(value); // hours
        }
    }
    return (sign +
        parts
            .map(n => String(n).padStart(2, '0'))
            .join(':')
            .replace(/000000\d*$/, '') // % 60 may introduce error
    );
}
const intTime = {
    identify: value => typeof value === 'bigint' || Number.isInteger(value),
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
    resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
    stringify: stringifySexagesimal
};
const floatTime = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    resolve: str => parseSexagesimal(str, false),
    stringify: stringifySexagesimal
};
const timestamp = {
    identify: value => value instanceof Date,
    default: true,
    tag: 'tag:yaml.org,2002:timestamp',
    // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
    // may be omitted altogether, resulting in a date format. In such a case, the time part is
    // assumed to be 00:00:00Z (start of day, UTC).
    test: RegExp('^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})' + // YYYY-Mm-Dd
        '(?:' + // time is optional
        '(?:t|T|[ \\t]+)' + // t | T | whitespace
        '([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)' + // Hh:Mm:Ss(.ss)?
        '(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?' + // Z | +5 | -03:30
        ')?$'),
    resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
            throw new Error('!!timestamp expects a date, starting with yyyy-mm-dd');
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + '00').substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== 'Z') {
            let d = parseSexagesimal(tz, false);
            if (Math.abs(d) < 30)
                d *= 60;
            date -= 60000 * d;
        }
        return new Date(date);
    },
    stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, '') ?? ''
};

exports.floatTime = floatTime;
exports.intTime = intTime;
exports.timestamp = timestamp;


/***/ }),

/***/ 4475:
/***/ ((__unused_webpack_module, exports) => {



const FOLD_FLOW = 'flow';
const FOLD_BLOCK = 'block';
const FOLD_QUOTED = 'quoted';
/**
 * Tries to keep input at up to `lineWidth` characters, splitting only on spaces
 * not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
 * terminated with `\n` and started with `indent`.
 */
function foldFlowLines(text, indent, mode = 'flow', { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
    if (!lineWidth || lineWidth < 0)
        return text;
    if (lineWidth < minContentWidth)
        minContentWidth = 0;
    const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
    if (text.length <= endStep)
        return text;
    const folds = [];
    const escapedFolds = {};
    let end = lineWidth - indent.length;
    if (typeof indentAtStart === 'number') {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
            folds.push(0);
        else
            end = lineWidth - indentAtStart;
    }
    let split = undefined;
    let prev = undefined;
    let overflow = false;
    let i = -1;
    let escStart = -1;
    let escEnd = -1;
    if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
            end = i + endStep;
    }
    for (let ch; (ch = text[(i += 1)]);) {
        if (mode === FOLD_QUOTED && ch === '\\') {
            escStart = i;
            switch (text[i + 1]) {
                case 'x':
                    i += 3;
                    break;
                case 'u':
                    i += 5;
                    break;
                case 'U':
                    i += 9;
                    break;
                default:
                    i += 1;
            }
            escEnd = i;
        }
        if (ch === '\n') {
            if (mode === FOLD_BLOCK)
                i = consumeMoreIndentedLines(text, i, indent.length);
            end = i + indent.length + endStep;
            split = undefined;
        }
        else {
            if (ch === ' ' &&
                prev &&
                prev !== ' ' &&
                prev !== '\n' &&
                prev !== '\t') {
                // space surrounded by non-space can be replaced with newline + indent
                const next = text[i + 1];
                if (next && next !== ' ' && next !== '\n' && next !== '\t')
                    split = i;
            }
            if (i >= end) {
                if (split) {
                    folds.push(split);
                    end = split + endStep;
                    split = undefined;
                }
                else if (mode === FOLD_QUOTED) {
                    // white-space collected at end may stretch past lineWidth
                    while (prev === ' ' || prev === '\t') {
                        prev = ch;
                        ch = text[(i += 1)];
                        overflow = true;
                    }
                    // Account for newline escape, but don't break preceding escape
                    const j = i > escEnd + 1 ? i - 2 : escStart - 1;
                    // Bail out if lineWidth & minContentWidth are shorter than an escape string
                    if (escapedFolds[j])
                        return text;
                    folds.push(j);
                    escapedFolds[j] = true;
                    end = j + endStep;
                    split = undefined;
                }
                else {
                    overflow = true;
                }
            }
        }
        prev = ch;
    }
    if (overflow && onOverflow)
        onOverflow();
    if (folds.length === 0)
        return text;
    if (onFold)
        onFold();
    let res = text.slice(0, folds[0]);
    for (let i = 0; i < folds.length; ++i) {
        const fold = folds[i];
        const end = folds[i + 1] || text.length;
        if (fold === 0)
            res = `\n${indent}${text.slice(0, end)}`;
        else {
            if (mode === FOLD_QUOTED && escapedFolds[fold])
                res += `${text[fold]}\\`;
            res += `\n${indent}${text.slice(fold + 1, end)}`;
        }
    }
    return res;
}
/**
 * Presumes `i + 1` is at the start of a line
 * @returns index of last newline in more-indented block
 */
function consumeMoreIndentedLines(text, i, indent) {
    let end = i;
    let start = i + 1;
    let ch = text[start];
    while (ch === ' ' || ch === '\t') {
        if (i < start + indent) {
            ch = text[++i];
        }
        else {
            do {
                ch = text[++i];
            } while (ch && ch !== '\n');
            end = i;
            start = i + 1;
            ch = text[start];
        }
    }
    return end;
}

exports.FOLD_BLOCK = FOLD_BLOCK;
exports.FOLD_FLOW = FOLD_FLOW;
exports.FOLD_QUOTED = FOLD_QUOTED;
exports.foldFlowLines = foldFlowLines;


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var identity = __nccwpck_require__(1127);
var stringifyComment = __nccwpck_require__(9799);
var stringifyString = __nccwpck_require__(3069);

function createStringifyContext(doc, options) {
    const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: 'PLAIN',
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: 'false',
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: 'null',
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: 'true',
        verifyAliasOrder: true
    }, doc.schema.toStringOptions, options);
    let inFlow;
    switch (opt.collectionStyle) {
        case 'block':
            inFlow = false;
            break;
        case 'flow':
            inFlow = true;
            break;
        default:
            inFlow = null;
    }
    return {
        anchors: new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? ' ' : '',
        indent: '',
        indentStep: typeof opt.indent === 'number' ? ' '.repeat(opt.indent) : '  ',
        inFlow,
        options: opt
    };
}
function getTagObject(tags, item) {
    if (item.tag) {
        const match = tags.filter(t => t.tag === item.tag);
        if (match.length > 0)
            return match.find(t => t.format === item.format) ?? match[0];
    }
    let tagObj = undefined;
    let obj;
    if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter(t => t.identify?.(obj));
        if (match.length > 1) {
            const testMatch = match.filter(t => t.test);
            if (testMatch.length > 0)
                match = testMatch;
        }
        tagObj =
            match.find(t => t.format === item.format) ?? match.find(t => !t.format);
    }
    else {
        obj = item;
        tagObj = tags.find(t => t.nodeClass && obj instanceof t.nodeClass);
    }
    if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? 'null' : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
    }
    return tagObj;
}
// needs to be called before value stringifier to allow for circular anchor refs
function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
    if (!doc.directives)
        return '';
    const props = [];
    const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
    if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
    }
    const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
    if (tag)
        props.push(doc.directives.tagString(tag));
    return props.join(' ');
}
function stringify(item, ctx, onComment, onChompKeep) {
    if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
    if (identity.isAlias(item)) {
        if (ctx.doc.directives)
            return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
            throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        }
        else {
            if (ctx.resolvedAliases)
                ctx.resolvedAliases.add(item);
            else
                ctx.resolvedAliases = new Set([item]);
            item = item.resolve(ctx.doc);
        }
    }
    let tagObj = undefined;
    const node = identity.isNode(item)
        ? item
        : ctx.doc.createNode(item, { onTagObj: o => (tagObj = o) });
    tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
    const props = stringifyProps(node, tagObj, ctx);
    if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
    const str = typeof tagObj.stringify === 'function'
        ? tagObj.stringify(node, ctx, onComment, onChompKeep)
        : identity.isScalar(node)
            ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep)
            : node.toString(ctx, onComment, onChompKeep);
    if (!props)
        return str;
    return identity.isScalar(node) || str[0] === '{' || str[0] === '['
        ? `${props} ${str}`
        : `${props}\n${ctx.indent}${str}`;
}

exports.createStringifyContext = createStringifyContext;
exports.stringify = stringify;


/***/ }),

/***/ 1212:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyCollection(collection, ctx, options) {
    const flow = ctx.inFlow ?? collection.flow;
    const stringify = flow ? stringifyFlowCollection : stringifyBlockCollection;
    return stringify(collection, ctx, options);
}
function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
    const { indent, options: { commentString } } = ctx;
    const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
    let chompKeep = false; // flag for the preceding node's status
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (!chompKeep && item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (!chompKeep && ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
            }
        }
        chompKeep = false;
        let str = stringify.stringify(item, itemCtx, () => (comment = null), () => (chompKeep = true));
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        if (chompKeep && comment)
            chompKeep = false;
        lines.push(blockItemPrefix + str);
    }
    let str;
    if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
    }
    else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
            const line = lines[i];
            str += line ? `\n${indent}${line}` : '\n';
        }
    }
    if (comment) {
        str += '\n' + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
            onComment();
    }
    else if (chompKeep && onChompKeep)
        onChompKeep();
    return str;
}
function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
    const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
    itemIndent += indentStep;
    const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
    });
    let reqNewline = false;
    let linesAtValue = 0;
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, false);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, false);
                if (ik.comment)
                    reqNewline = true;
            }
            const iv = identity.isNode(item.value) ? item.value : null;
            if (iv) {
                if (iv.comment)
                    comment = iv.comment;
                if (iv.commentBefore)
                    reqNewline = true;
            }
            else if (item.value == null && ik?.comment) {
                comment = ik.comment;
            }
        }
        if (comment)
            reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => (comment = null));
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes('\n'));
        if (i < items.length - 1) {
            str += ',';
        }
        else if (ctx.options.trailingComma) {
            if (ctx.options.lineWidth > 0) {
                reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) +
                    (str.length + 2) >
                    ctx.options.lineWidth);
            }
            if (reqNewline) {
                str += ',';
            }
        }
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
    }
    const { start, end } = flowChars;
    if (lines.length === 0) {
        return start + end;
    }
    else {
        if (!reqNewline) {
            const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
            reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
            let str = start;
            for (const line of lines)
                str += line ? `\n${indentStep}${indent}${line}` : '\n';
            return `${str}\n${indent}${end}`;
        }
        else {
            return `${start}${fcPadding}${lines.join(' ')}${fcPadding}${end}`;
        }
    }
}
function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
    if (comment && chompKeep)
        comment = comment.replace(/^\n+/, '');
    if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart()); // Avoid double indent on first line
    }
}

exports.stringifyCollection = stringifyCollection;


/***/ }),

/***/ 9799:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringifies a comment.
 *
 * Empty comment lines are left empty,
 * lines consisting of a single space are replaced by `#`,
 * and all other lines are prefixed with a `#`.
 */
const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, '#');
function indentComment(comment, indent) {
    if (/^\n+$/.test(comment))
        return comment.substring(1);
    return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
}
const lineComment = (str, indent, comment) => str.endsWith('\n')
    ? indentComment(comment, indent)
    : comment.includes('\n')
        ? '\n' + indentComment(comment, indent)
        : (str.endsWith(' ') ? '' : ' ') + comment;

exports.indentComment = indentComment;
exports.lineComment = lineComment;
exports.stringifyComment = stringifyComment;


/***/ }),

/***/ 6829:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyDocument(doc, options) {
    const lines = [];
    let hasDirectives = options.directives === true;
    if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
            lines.push(dir);
            hasDirectives = true;
        }
        else if (doc.directives.docStart)
            hasDirectives = true;
    }
    if (hasDirectives)
        lines.push('---');
    const ctx = stringify.createStringifyContext(doc, options);
    const { commentString } = ctx.options;
    if (doc.commentBefore) {
        if (lines.length !== 1)
            lines.unshift('');
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ''));
    }
    let chompKeep = false;
    let contentComment = null;
    if (doc.contents) {
        if (identity.isNode(doc.contents)) {
            if (doc.contents.spaceBefore && hasDirectives)
                lines.push('');
            if (doc.contents.commentBefore) {
                const cs = commentString(doc.contents.commentBefore);
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            // top-level block scalars need to be indented if followed by a comment
            ctx.forceBlockIndent = !!doc.comment;
            contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? undefined : () => (chompKeep = true);
        let body = stringify.stringify(doc.contents, ctx, () => (contentComment = null), onChompKeep);
        if (contentComment)
            body += stringifyComment.lineComment(body, '', commentString(contentComment));
        if ((body[0] === '|' || body[0] === '>') &&
            lines[lines.length - 1] === '---') {
            // Top-level block scalars with a preceding doc marker ought to use the
            // same line for their header.
            lines[lines.length - 1] = `--- ${body}`;
        }
        else
            lines.push(body);
    }
    else {
        lines.push(stringify.stringify(doc.contents, ctx));
    }
    if (doc.directives?.docEnd) {
        if (doc.comment) {
            const cs = commentString(doc.comment);
            if (cs.includes('\n')) {
                lines.push('...');
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            else {
                lines.push(`... ${cs}`);
            }
        }
        else {
            lines.push('...');
        }
    }
    else {
        let dc = doc.comment;
        if (dc && chompKeep)
            dc = dc.replace(/^\n+/, '');
        if (dc) {
            if ((!chompKeep || contentComment) && lines[lines.length - 1] !== '')
                lines.push('');
            lines.push(stringifyComment.indentComment(commentString(dc), ''));
        }
    }
    return lines.join('\n') + '\n';
}

exports.stringifyDocument = stringifyDocument;


/***/ }),

/***/ 8689:
/***/ ((__unused_webpack_module, exports) => {



function stringifyNumber({ format, minFractionDigits, tag, value }) {
    if (typeof value === 'bigint')
        return String(value);
    const num = typeof value === 'number' ? value : Number(value);
    if (!isFinite(num))
        return isNaN(num) ? '.nan' : num < 0 ? '-.inf' : '.inf';
    let n = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    if (!format &&
        minFractionDigits &&
        (!tag || tag === 'tag:yaml.org,2002:float') &&
        /^-?\d/.test(n) &&
        !n.includes('e')) {
        let i = n.indexOf('.');
        if (i < 0) {
            i = n.length;
            n += '.';
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
            n += '0';
    }
    return n;
}

exports.stringifyNumber = stringifyNumber;


/***/ }),

/***/ 9748:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
    const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
    let keyComment = (identity.isNode(key) && key.comment) || null;
    if (simpleKeys) {
        if (keyComment) {
            throw new Error('With simple keys, key nodes cannot have comments');
        }
        if (identity.isCollection(key) || (!identity.isNode(key) && typeof key === 'object')) {
            const msg = 'With simple keys, collection cannot be used as a key value';
            throw new Error(msg);
        }
    }
    let explicitKey = !simpleKeys &&
        (!key ||
            (keyComment && value == null && !ctx.inFlow) ||
            identity.isCollection(key) ||
            (identity.isScalar(key)
                ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL
                : typeof key === 'object'));
    ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
    });
    let keyCommentDone = false;
    let chompKeep = false;
    let str = stringify.stringify(key, ctx, () => (keyCommentDone = true), () => (chompKeep = true));
    if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
            throw new Error('With simple keys, single line scalar must not span more than 1024 characters');
        explicitKey = true;
    }
    if (ctx.inFlow) {
        if (allNullValues || value == null) {
            if (keyCommentDone && onComment)
                onComment();
            return str === '' ? '?' : explicitKey ? `? ${str}` : str;
        }
    }
    else if ((allNullValues && !simpleKeys) || (value == null && explicitKey)) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        }
        else if (chompKeep && onChompKeep)
            onChompKeep();
        return str;
    }
    if (keyCommentDone)
        keyComment = null;
    if (explicitKey) {
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}\n${indent}:`;
    }
    else {
        str = `${str}:`;
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
    }
    let vsb, vcb, valueComment;
    if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
    }
    else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === 'object')
            value = doc.createNode(value);
    }
    ctx.implicitKey = false;
    if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
    chompKeep = false;
    if (!indentSeq &&
        indentStep.length >= 2 &&
        !ctx.inFlow &&
        !explicitKey &&
        identity.isSeq(value) &&
        !value.flow &&
        !value.tag &&
        !value.anchor) {
        // If indentSeq === false, consider '- ' as part of indentation where possible
        ctx.indent = ctx.indent.substring(2);
    }
    let valueCommentDone = false;
    const valueStr = stringify.stringify(value, ctx, () => (valueCommentDone = true), () => (chompKeep = true));
    let ws = ' ';
    if (keyComment || vsb || vcb) {
        ws = vsb ? '\n' : '';
        if (vcb) {
            const cs = commentString(vcb);
            ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === '' && !ctx.inFlow) {
            if (ws === '\n' && valueComment)
                ws = '\n\n';
        }
        else {
            ws += `\n${ctx.indent}`;
        }
    }
    else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf('\n');
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
            let hasPropsLine = false;
            if (hasNewline && (vs0 === '&' || vs0 === '!')) {
                let sp0 = valueStr.indexOf(' ');
                if (vs0 === '&' &&
                    sp0 !== -1 &&
                    sp0 < nl0 &&
                    valueStr[sp0 + 1] === '!') {
                    sp0 = valueStr.indexOf(' ', sp0 + 1);
                }
                if (sp0 === -1 || nl0 < sp0)
                    hasPropsLine = true;
            }
            if (!hasPropsLine)
                ws = `\n${ctx.indent}`;
        }
    }
    else if (valueStr === '' || valueStr[0] === '\n') {
        ws = '';
    }
    str += ws + valueStr;
    if (ctx.inFlow) {
        if (valueCommentDone && onComment)
            onComment();
    }
    else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
    }
    else if (chompKeep && onChompKeep) {
        onChompKeep();
    }
    return str;
}

exports.stringifyPair = stringifyPair;


/***/ }),

/***/ 3069:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var foldFlowLines = __nccwpck_require__(4475);

const getFoldOptions = (ctx, isBlock) => ({
    indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
    lineWidth: ctx.options.lineWidth,
    minContentWidth: ctx.options.minContentWidth
});
// Also checks for lines starting with %, as parsing the output as YAML 1.1 will
// presume that's starting a new document.
const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
function lineLengthOverLimit(str, lineWidth, indentLength) {
    if (!lineWidth || lineWidth < 0)
        return false;
    const limit = lineWidth - indentLength;
    const strLen = str.length;
    if (strLen <= limit)
        return false;
    for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === '\n') {
            if (i - start > limit)
                return true;
            start = i + 1;
            if (strLen - start <= limit)
                return false;
        }
    }
    return true;
}
function doubleQuotedString(value, ctx) {
    const json = JSON.stringify(value);
    if (ctx.options.doubleQuotedAsJSON)
        return json;
    const { implicitKey } = ctx;
    const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    let str = '';
    let start = 0;
    for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === ' ' && json[i + 1] === '\\' && json[i + 2] === 'n') {
            // space before newline needs to be escaped to not be folded
            str += json.slice(start, i) + '\\ ';
            i += 1;
            start = i;
            ch = '\\';
        }
        if (ch === '\\')
            switch (json[i + 1]) {
                case 'u':
                    {
                        str += json.slice(start, i);
                        const code = json.substr(i + 2, 4);
                        switch (code) {
                            case '0000':
                                str += '\\0';
                                break;
                            case '0007':
                                str += '\\a';
                                break;
                            case '000b':
                                str += '\\v';
                                break;
                            case '001b':
                                str += '\\e';
                                break;
                            case '0085':
                                str += '\\N';
                                break;
                            case '00a0':
                                str += '\\_';
                                break;
                            case '2028':
                                str += '\\L';
                                break;
                            case '2029':
                                str += '\\P';
                                break;
                            default:
                                if (code.substr(0, 2) === '00')
                                    str += '\\x' + code.substr(2);
                                else
                                    str += json.substr(i, 6);
                        }
                        i += 5;
                        start = i + 1;
                    }
                    break;
                case 'n':
                    if (implicitKey ||
                        json[i + 2] === '"' ||
                        json.length < minMultiLineLength) {
                        i += 1;
                    }
                    else {
                        // folding will eat first newline
                        str += json.slice(start, i) + '\n\n';
                        while (json[i + 2] === '\\' &&
                            json[i + 3] === 'n' &&
                            json[i + 4] !== '"') {
                            str += '\n';
                            i += 2;
                        }
                        str += indent;
                        // space after newline needs to be escaped to not be folded
                        if (json[i + 2] === ' ')
                            str += '\\';
                        i += 1;
                        start = i + 1;
                    }
                    break;
                default:
                    i += 1;
            }
    }
    str = start ? str + json.slice(start) : json;
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
}
function singleQuotedString(value, ctx) {
    if (ctx.options.singleQuote === false ||
        (ctx.implicitKey && value.includes('\n')) ||
        /[ \t]\n|\n[ \t]/.test(value) // single quoted string can't have leading or trailing whitespace around newline
    )
        return doubleQuotedString(value, ctx);
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
    return ctx.implicitKey
        ? res
        : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function quotedString(value, ctx) {
    const { singleQuote } = ctx.options;
    let qs;
    if (singleQuote === false)
        qs = doubleQuotedString;
    else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
            qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
            qs = doubleQuotedString;
        else
            qs = singleQuote ? singleQuotedString : doubleQuotedString;
    }
    return qs(value, ctx);
}
// The negative lookbehind avoids a polynomial search,
// but isn't supported yet on Safari: https://caniuse.com/js-regexp-lookbehind
let blockEndNewlines;
try {
    blockEndNewlines = new RegExp('(^|(?<!\n))\n+(?!\n|$)', 'g');
}
catch {
    blockEndNewlines = /\n+(?!\n|$)/g;
}
function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
    const { blockQuote, commentString, lineWidth } = ctx.options;
    // 1. Block can't end in whitespace unless the last line is non-empty.
    // 2. Strings consisting of only whitespace are best rendered explicitly.
    if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
    }
    const indent = ctx.indent ||
        (ctx.forceBlockIndent || containsDocumentMarker(value) ? '  ' : '');
    const literal = blockQuote === 'literal'
        ? true
        : blockQuote === 'folded' || type === Scalar.Scalar.BLOCK_FOLDED
            ? false
            : type === Scalar.Scalar.BLOCK_LITERAL
                ? true
                : !lineLengthOverLimit(value, lineWidth, indent.length);
    if (!value)
        return literal ? '|\n' : '>\n';
    // determine chomping from whitespace at value end
    let chomp;
    let endStart;
    for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== '\n' && ch !== '\t' && ch !== ' ')
            break;
    }
    let end = value.substring(endStart);
    const endNlPos = end.indexOf('\n');
    if (endNlPos === -1) {
        chomp = '-'; // strip
    }
    else if (value === end || endNlPos !== end.length - 1) {
        chomp = '+'; // keep
        if (onChompKeep)
            onChompKeep();
    }
    else {
        chomp = ''; // clip
    }
    if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === '\n')
            end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
    }
    // determine indent indicator from whitespace at value start
    let startWithSpace = false;
    let startEnd;
    let startNlPos = -1;
    for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === ' ')
            startWithSpace = true;
        else if (ch === '\n')
            startNlPos = startEnd;
        else
            break;
    }
    let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
    if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
    }
    const indentSize = indent ? '2' : '1'; // root is at -1
    // Leading | or > is added later
    let header = (startWithSpace ? indentSize : '') + chomp;
    if (comment) {
        header += ' ' + commentString(comment.replace(/ ?[\r\n]+/g, ' '));
        if (onComment)
            onComment();
    }
    if (!literal) {
        const foldedValue = value
            .replace(/\n+/g, '\n$&')
            .replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, '$1$2') // more-indented lines aren't folded
            //                ^ more-ind. ^ empty     ^ capture next empty lines only at end of indent
            .replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== 'folded' && type !== Scalar.Scalar.BLOCK_FOLDED) {
            foldOptions.onOverflow = () => {
                literalFallback = true;
            };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
            return `>${header}\n${indent}${body}`;
    }
    value = value.replace(/\n+/g, `$&${indent}`);
    return `|${header}\n${indent}${start}${value}${end}`;
}
function plainString(item, ctx, onComment, onChompKeep) {
    const { type, value } = item;
    const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
    if ((implicitKey && value.includes('\n')) ||
        (inFlow && /[[\]{},]/.test(value))) {
        return quotedString(value, ctx);
    }
    if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        // not allowed:
        // - '-' or '?'
        // - start with an indicator character (except [?:-]) or /[?-] /
        // - '\n ', ': ' or ' \n' anywhere
        // - '#' not preceded by a non-space char
        // - end with ' ' or ':'
        return implicitKey || inFlow || !value.includes('\n')
            ? quotedString(value, ctx)
            : blockString(item, ctx, onComment, onChompKeep);
    }
    if (!implicitKey &&
        !inFlow &&
        type !== Scalar.Scalar.PLAIN &&
        value.includes('\n')) {
        // Where allowed & type not set explicitly, prefer block style for multiline strings
        return blockString(item, ctx, onComment, onChompKeep);
    }
    if (containsDocumentMarker(value)) {
        if (indent === '') {
            ctx.forceBlockIndent = true;
            return blockString(item, ctx, onComment, onChompKeep);
        }
        else if (implicitKey && indent === indentStep) {
            return quotedString(value, ctx);
        }
    }
    const str = value.replace(/\n+/g, `$&\n${indent}`);
    // Verify that output will be parsed as a string, as e.g. plain numbers and
    // booleans get parsed with those types in v1.2 (e.g. '42', 'true' & '0.9e-3'),
    // and others in v1.1.
    if (actualString) {
        const test = (tag) => tag.default && tag.tag !== 'tag:yaml.org,2002:str' && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
            return quotedString(value, ctx);
    }
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function stringifyString(item, ctx, onComment, onChompKeep) {
    const { implicitKey, inFlow } = ctx;
    const ss = typeof item.value === 'string'
        ? item
        : Object.assign({}, item, { value: String(item.value) });
    let { type } = item;
    if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        // force double quotes on control characters & unpaired surrogates
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
            type = Scalar.Scalar.QUOTE_DOUBLE;
    }
    const _stringify = (_type) => {
        switch (_type) {
            case Scalar.Scalar.BLOCK_FOLDED:
            case Scalar.Scalar.BLOCK_LITERAL:
                return implicitKey || inFlow
                    ? quotedString(ss.value, ctx) // blocks are not valid inside flow containers
                    : blockString(ss, ctx, onComment, onChompKeep);
            case Scalar.Scalar.QUOTE_DOUBLE:
                return doubleQuotedString(ss.value, ctx);
            case Scalar.Scalar.QUOTE_SINGLE:
                return singleQuotedString(ss.value, ctx);
            case Scalar.Scalar.PLAIN:
                return plainString(ss, ctx, onComment, onChompKeep);
            default:
                return null;
        }
    };
    let res = _stringify(type);
    if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = (implicitKey && defaultKeyType) || defaultStringType;
        res = _stringify(t);
        if (res === null)
            throw new Error(`Unsupported default string type ${t}`);
    }
    return res;
}

exports.stringifyString = stringifyString;


/***/ }),

/***/ 204:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove node');
/**
 * Apply a visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
function visit(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        visit_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current node */
visit.SKIP = SKIP;
/** Remove the current node */
visit.REMOVE = REMOVE;
function visit_(key, node, visitor, path) {
    const ctrl = callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = visit_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = visit_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = visit_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
/**
 * Apply an async visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `Promise`: Must resolve to one of the following values
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
async function visitAsync(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visitAsync.BREAK = BREAK;
/** Do not visit the children of the current node */
visitAsync.SKIP = SKIP;
/** Remove the current node */
visitAsync.REMOVE = REMOVE;
async function visitAsync_(key, node, visitor, path) {
    const ctrl = await callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = await visitAsync_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = await visitAsync_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = await visitAsync_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
function initVisitor(visitor) {
    if (typeof visitor === 'object' &&
        (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
            Alias: visitor.Node,
            Map: visitor.Node,
            Scalar: visitor.Node,
            Seq: visitor.Node
        }, visitor.Value && {
            Map: visitor.Value,
            Scalar: visitor.Value,
            Seq: visitor.Value
        }, visitor.Collection && {
            Map: visitor.Collection,
            Seq: visitor.Collection
        }, visitor);
    }
    return visitor;
}
function callVisitor(key, node, visitor, path) {
    if (typeof visitor === 'function')
        return visitor(key, node, path);
    if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
    if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
    if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
    if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
    if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    return undefined;
}
function replaceNode(key, path, node) {
    const parent = path[path.length - 1];
    if (identity.isCollection(parent)) {
        parent.items[key] = node;
    }
    else if (identity.isPair(parent)) {
        if (key === 'key')
            parent.key = node;
        else
            parent.value = node;
    }
    else if (identity.isDocument(parent)) {
        parent.contents = node;
    }
    else {
        const pt = identity.isAlias(parent) ? 'alias' : 'scalar';
        throw new Error(`Cannot replace node with ${pt} parent`);
    }
}

exports.visit = visit;
exports.visitAsync = visitAsync;


/***/ }),

/***/ 3986:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _cli_end_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5308);
/* harmony import */ var _cli_flushed_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(1350);
/* harmony import */ var _cli_run_cli_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7882);
/* harmony import */ var _face_disarm_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3760);
/* harmony import */ var _face_interruption_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9453);
/* harmony import */ var _face_standard_streams_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8471);
/* harmony import */ var _use_cases_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1355);
/* harmony import */ var _platform_heap_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(7660);








(0,_platform_heap_js__WEBPACK_IMPORTED_MODULE_5__/* .keepHeapSmall */ .p)();
const args = process.argv.slice(2);
const stdout = new _face_standard_streams_js__WEBPACK_IMPORTED_MODULE_3__/* .GuardedStream */ .l(process.stdout);
const stderr = new _face_standard_streams_js__WEBPACK_IMPORTED_MODULE_3__/* .GuardedStream */ .l(process.stderr);
(0,_face_standard_streams_js__WEBPACK_IMPORTED_MODULE_3__/* .endOnUncaught */ .C)(process, (sentence, lines) => { stderr.write((0,_face_disarm_js__WEBPACK_IMPORTED_MODULE_6__/* .disarm */ .J)(`${[sentence, ...lines].join('\n  ')}\n`)); });
const code = await (0,_cli_run_cli_js__WEBPACK_IMPORTED_MODULE_1__/* .runCli */ .a)(args, {
    env: process.env,
    cwd: workingDirectory(),
    stdin: process.stdin,
    stdout,
    stderr,
    flush: async () => { (0,_cli_flushed_js__WEBPACK_IMPORTED_MODULE_7__/* .requireWritten */ .V)(await stdout.flushed()); },
    signal: (0,_face_interruption_js__WEBPACK_IMPORTED_MODULE_2__/* .abortOnSignals */ .PB)(process, (text) => { stderr.write(`warning: ${text}\n`); }),
    useCases: _use_cases_js__WEBPACK_IMPORTED_MODULE_4__/* .useCases */ .L,
});
process.exitCode = await (0,_cli_end_js__WEBPACK_IMPORTED_MODULE_0__/* .endWith */ .q)(code, args, { stdout, stderr });
/** Empty where the directory was removed: absolute paths go without, and whoever resolves a relative one gets Node's own error. */
function workingDirectory() {
    try {
        return process.cwd();
    }
    catch {
        return '';
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 5308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ endWith)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _face_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(294);


/** Commands that change something: how they ended is told even where the result could not be. */
const CHANGING = new Set(['relocate', 'rewrite', 'savepoint']);
/**
 * The exit code when all is written that can be. A result that its reader did not want to the end (`| head`) ends as by SIGPIPE and
 * without a word, as with other tools; one that could not be written (a full disk) is a failure. What was done is done: of a command that
 * changes something the result is repeated on standard error.
 *
 * @param code how the command itself ended
 */
async function endWith(code, args, { stdout, stderr }) {
    const lost = await stdout.flushed();
    if (lost !== undefined && code === 0) {
        const changing = CHANGING.has(args[0] ?? '');
        if (lost.code !== 'EPIPE' || changing)
            stderr.write(`${_face_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .PROGRAM */ .R}: ${lostSentence(lost, changing)}\n`);
        if (changing)
            stderr.write(stdout.kept);
    }
    const unheard = await stderr.flushed();
    if (code !== 0)
        return code;
    if (lost !== undefined)
        return lost.code === 'EPIPE' ? 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals.SIGPIPE : 1;
    if (unheard === undefined || unheard.code === 'EPIPE')
        return 0;
    if (!args.includes('--json')) {
        stdout.write(`${_face_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .PROGRAM */ .R}: ${args[0] ?? ''} ended well, but standard error could not be written to (${(0,_face_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFailure */ .S)(unheard).sentence}), `
            + 'and warnings may be lost: free some space, or send it elsewhere\n');
    }
    return 1;
}
function lostSentence(fault, changing) {
    const why = fault.code === 'EPIPE'
        ? 'its reader went away' : `${(0,_face_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .explainFailure */ .S)(fault).sentence}; free some space, or send it elsewhere`;
    return changing
        ? `all is done, but the result could not be written to standard output: ${why}. This is it:`
        : `the result could not be written to standard output: ${why}`;
}


/***/ }),

/***/ 1350:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ requireWritten)
/* harmony export */ });
/* unused harmony export OutputLostError */
/** Where standard output goes could not take it. */
class OutputLostError extends Error {
    name = 'OutputLostError';
}
/**
 * Judges the fault of standard output, before a source is deleted. A reader that went away has read what it wanted.
 *
 * @throws OutputLostError when the result could not be written, as on a full disk
 */
function requireWritten(fault) {
    if (fault === undefined || fault.code === 'EPIPE')
        return;
    throw new OutputLostError('the result could not be written to standard output, so that nothing was deleted: see where it goes, and run again', { cause: fault });
}


/***/ }),

/***/ 7882:
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

// EXTERNAL MODULE: ./build/face/disarm.js
var disarm = __nccwpck_require__(3760);
// EXTERNAL MODULE: ./build/face/failure.js
var failure = __nccwpck_require__(294);
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
const RELOCATION_SPECS = [
    {
        name: 'source', form: 'document', placeholder: 'uri',
        help: 'snapshot directory, or its _metadata: s3://bucket/path or an absolute local path; or what Flink printed that names it',
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
        name: 'moved-from', form: 'lines', placeholder: 'uri',
        help: 'former home of a snapshot whose files were moved before _metadata was rewritten; or a rule "former-prefix => present-prefix"',
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
        help: 'replace a different snapshot, or files of other content, at the target; never files that another snapshot there refers to', fallback: 'false',
    },
    {
        name: 'delete-source', form: 'flag', placeholder: 'boolean',
        help: 'delete the copied files at the source, when each is proved by content', fallback: 'false',
    },
    {
        name: 'dry-run', form: 'flag', placeholder: 'boolean',
        help: 'plan only: nothing is written, copied or deleted', fallback: 'false',
    },
    {
        name: 'expect-plan', form: 'text', placeholder: 'sha256',
        help: 'fingerprint of the plan that a dry run told: write nothing when the plan is another one now',
    },
    {
        name: 'shard', form: 'text', placeholder: 'i/n',
        help: 'copy the i-th of n equal parts and commit nothing; the run without it, after all of them, commits',
    },
    {
        name: 'verify', form: 'text', placeholder: 'fast|strict',
        help: 'fast: sizes and ETags; strict: content as well', fallback: 'fast',
    },
    {
        name: 'concurrency', form: 'text', placeholder: 'count',
        help: 'most objects in flight at once, 1 to 1024 (default: chosen by the engine)',
    },
    {
        name: 'output-dir', form: 'text', placeholder: 'directory',
        help: 'local directory for files that start a job from the result: flink run arguments, operator resources, configuration',
    },
    {
        name: 'source-flink-config', form: 'text', placeholder: 'file',
        help: 'Flink\'s flink-conf.yaml or config.yaml, from which settings of S3 for the source are taken that are not given',
    },
    {
        name: 'target-flink-config', form: 'text', placeholder: 'file',
        help: 'the same for the target, and for the target itself: the savepoint directory',
    },
    { name: 'access-key-id', form: 'text', placeholder: 'id', help: 'access key id' },
    { name: 'secret-access-key', form: 'secret', placeholder: 'key', help: 'secret access key' },
    {
        name: 'session-token', form: 'secret', placeholder: 'token',
        help: 'session token of temporary credentials',
    },
    { name: 'profile', form: 'text', placeholder: 'name', help: 'profile of the AWS configuration files' },
    { name: 'role-to-assume', form: 'text', placeholder: 'arn', help: 'IAM role to take with the runner\'s OIDC token' },
    { name: 'source-role-to-assume', form: 'text', placeholder: 'arn', help: 'IAM role for the source alone' },
    { name: 'role-session-name', form: 'text', placeholder: 'name', help: 'name of the sessions of both roles', fallback: 'flink-snapshot' },
    { name: 'role-duration-seconds', form: 'text', placeholder: 'count', help: 'how long the keys of a role are valid, 900 to 43200', fallback: '3600' },
    { name: 'role-audience', form: 'text', placeholder: 'text', help: 'audience of the OIDC token', fallback: 'sts.amazonaws.com' },
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
/** The settings of an inspection that a relocation does not have. */
const INSPECTION_SPECS = [
    {
        name: 'check-files', form: 'flag', placeholder: 'boolean',
        help: 'ask the store for every file that _metadata names', fallback: 'false',
    },
    {
        name: 'html', form: 'text', placeholder: 'file',
        help: 'write the result as one self-contained HTML page to this local file',
    },
    {
        name: 'fail-on', form: 'text', placeholder: 'what',
        help: 'end with exit code 1 when this is found',
    },
];
/** The settings of taking a savepoint, in the order in which people read them. */
const SAVEPOINT_SPECS = [
    {
        name: 'command', form: 'document', placeholder: 'command',
        help: 'a command that takes a savepoint and prints its path, such as "flink savepoint JOB"; run without a shell',
    },
    { name: 'rest-url', form: 'text', placeholder: 'url', help: 'Flink\'s REST interface, such as http://jobmanager:8081' },
    { name: 'job-id', form: 'text', placeholder: 'id', help: 'job of which the savepoint is taken, 32 hex digits; with rest-url' },
    { name: 'stop', form: 'flag', placeholder: 'boolean', help: 'stop the job with the savepoint', fallback: 'false' },
    {
        name: 'drain', form: 'flag', placeholder: 'boolean',
        help: 'with stop: end all windows and timers first, for a job that is not to go on', fallback: 'false',
    },
    {
        name: 'format', form: 'text', placeholder: 'canonical|native',
        help: 'format of the savepoint, Flink 1.15 and later (default: Flink\'s, canonical)',
    },
    {
        name: 'target-directory', form: 'text', placeholder: 'uri',
        help: 'directory under which Flink writes the savepoint (default: the one of Flink\'s configuration)',
    },
    {
        name: 'timeout', form: 'text', placeholder: 'duration',
        help: 'how long the savepoint may take, such as 90s, 30m or 2h; with rest-url', fallback: '30m',
    },
    { name: 'rest-username', form: 'text', placeholder: 'name', help: 'user for HTTP basic authentication before Flink' },
    { name: 'rest-password', form: 'secret', placeholder: 'password', help: 'password for HTTP basic authentication before Flink' },
    { name: 'rest-token', form: 'secret', placeholder: 'token', help: 'bearer token for what stands before Flink' },
    {
        name: 'rest-ca', form: 'lines', placeholder: 'file',
        help: 'certificate authority to trust for rest-url: a PEM file, or its text',
    },
];
/** The settings of a promotion that neither a savepoint nor a relocation has. */
const PROMOTION_SPECS = [
    {
        name: 'restore-command', form: 'document', placeholder: 'command',
        help: 'a command that starts the job from the relocated snapshot; {savepoint-path} and {claim-mode} in its words are replaced',
    },
];
/** The settings of a search that no other command has, beside `job-id`. */
const SEARCH_SPECS = [
    {
        name: 'directory', form: 'text', placeholder: 'uri',
        help: 'directory of savepoints, of chk-N, of jobs, or a snapshot itself: s3://bucket/path or an absolute local path',
    },
    {
        name: 'kind', form: 'text', placeholder: 'any|savepoint|checkpoint',
        help: 'which snapshots count', fallback: 'any',
    },
    {
        name: 'max-age', form: 'text', placeholder: 'duration',
        help: 'fail when the newest complete snapshot is older, such as 30m, 12h or 7d',
    },
    {
        name: 'complete', form: 'text', placeholder: 'metadata|files',
        help: 'files: every file that _metadata names is there; metadata: only _metadata is looked at', fallback: 'files',
    },
    {
        name: 'list', form: 'text', placeholder: 'count',
        help: 'most snapshots that are listed, 1 to 1000', fallback: '20',
    },
];
/** Every setting there is. One that several commands take stands here once, and means the same everywhere. */
const OPTION_SPECS = [
    ...RELOCATION_SPECS, ...INSPECTION_SPECS, ...SAVEPOINT_SPECS, ...PROMOTION_SPECS, ...SEARCH_SPECS,
];
/** The settings of a side that is only read: who signs, and where the server is. */
const ONE_SIDE = [
    'access-key-id', 'secret-access-key', 'session-token', 'profile', 'region', 'endpoint', 'force-path-style',
];
/** The settings that decide what a relocation would do, where one is only planned. */
const PLAN = [
    'target', 'target-name', 'path-map', 'moved-from', 'external-files', 'claimed-savepoint', 'unrelocatable-state',
];
/** The source's own settings beside {@link ONE_SIDE}. */
const SOURCE_SIDE = [
    'source-access-key-id', 'source-secret-access-key', 'source-session-token', 'source-profile', 'source-region',
    'source-endpoint', 'source-force-path-style',
];
/** The settings that each command takes, be it an action or a subcommand of the command line. */
const COMMAND_OPTIONS = {
    relocate: RELOCATION_SPECS.map(({ name }) => name),
    inspect: ['source', 'check-files', 'fail-on', 'html', ...PLAN, 'source-flink-config', ...ONE_SIDE],
    diff: ['fail-on', ...ONE_SIDE, ...SOURCE_SIDE],
    find: [...SEARCH_SPECS.map(({ name }) => name), 'job-id', 'source-flink-config', ...ONE_SIDE],
    rewrite: ['path-map', 'overwrite'],
    savepoint: SAVEPOINT_SPECS.map(({ name }) => name),
    promote: [
        ...SAVEPOINT_SPECS.map(({ name }) => name),
        // What one shard copied starts no job.
        ...RELOCATION_SPECS.map(({ name }) => name).filter((name) => name !== 'shard'),
        ...PROMOTION_SPECS.map(({ name }) => name),
    ],
};
/** The specification of a setting. */
function specOf(name) {
    const spec = OPTION_SPECS.find((one) => one.name === name);
    if (spec === undefined)
        throw new TypeError(`no specification of ${name}`);
    return spec;
}

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
/** Makes any path absolute that is no URI, for commands that work on local files only. */
function resolveLocalPath(text, cwd) {
    return /^[A-Za-z][A-Za-z0-9+.-]+:/.test(text) ? text : (0,external_node_path_.resolve)(cwd, text);
}

;// CONCATENATED MODULE: ./build/cli/environment.js

/**
 * The command line takes secrets from the environment only: arguments are seen by everybody who can list processes.
 * The target's keys need no reading here, AWS_* is what the SDK's default chain looks at first.
 */
const VARIABLES = {
    'source-access-key-id': 'SOURCE_AWS_ACCESS_KEY_ID',
    'source-secret-access-key': 'SOURCE_AWS_SECRET_ACCESS_KEY',
    'source-session-token': 'SOURCE_AWS_SESSION_TOKEN',
    'rest-username': 'FLINK_REST_USERNAME',
    'rest-password': 'FLINK_REST_PASSWORD',
    'rest-token': 'FLINK_REST_TOKEN',
};
const KEYS = {
    'access-key-id': 'AWS_ACCESS_KEY_ID',
    'secret-access-key': 'AWS_SECRET_ACCESS_KEY',
    'session-token': 'AWS_SESSION_TOKEN',
};
/** Settings of a GitHub job. Elsewhere AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE do the same, by the SDK's default chain. */
const OF_A_JOB = new Set([
    'role-to-assume', 'source-role-to-assume', 'role-session-name', 'role-duration-seconds', 'role-audience',
]);
/** Whether the setting is one that the command line takes: not a secret, and nothing of a GitHub job's. */
function isOption(name) {
    return !isFromEnvironment(name) && !OF_A_JOB.has(name);
}
/** Whether the setting is one that only the environment may give. */
function isFromEnvironment(name) {
    return name in VARIABLES || name in KEYS;
}
/** What only the environment may give, as settings: the source's own keys, and who asks Flink. */
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

// EXTERNAL MODULE: ./build/face/printable.js
var printable = __nccwpck_require__(2843);
// EXTERNAL MODULE: ./build/metadata/warnings.js
var warnings = __nccwpck_require__(7851);
// EXTERNAL MODULE: ./build/text/quantities.js
var quantities = __nccwpck_require__(5765);
;// CONCATENATED MODULE: ./build/text/table.js
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

;// CONCATENATED MODULE: ./build/relocation/report.js
/** Whether the run ended with a snapshot that Flink can be started from. */
function isRestorable({ outcome }) {
    return outcome === 'relocated' || outcome === 'already-there';
}

// EXTERNAL MODULE: ./build/relocation/copying/shard.js
var copying_shard = __nccwpck_require__(9179);
;// CONCATENATED MODULE: ./build/face/start-job.js
/** One word of a POSIX shell, quoted only where it must be. */
function shellWord(text) {
    return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
/** The first metadata versions whose readers all have the flag under its later name. */
const CLAIM_MODE_ONLY = 5;
/**
 * The arguments that start a job from the snapshot. The claim mode's flag is called `-restoreMode` by Flink 1.15 to 1.19
 * and `-claimMode` since 1.20, and which one counts is told by the cluster, not by the snapshot.
 */
function startArguments({ savepointPath, metadataVersion, claimMode }) {
    const from = ['-s', savepointPath];
    if (claimMode === undefined)
        return [{ words: from }];
    const later = { flinkVersions: '1.20 and later', words: [...from, '-claimMode', claimMode] };
    if (metadataVersion >= CLAIM_MODE_ONLY)
        return [later];
    const middle = { flinkVersions: '1.15 to 1.19', words: [...from, '-restoreMode', claimMode] };
    return metadataVersion === 3 ? [{ flinkVersions: '1.11 to 1.14', words: from }, middle, later] : [middle, later];
}
/** The commands that start a job from the snapshot, as a person types them. */
function startCommands(report) {
    return startArguments(report).map(({ flinkVersions, words }) => ({
        ...(flinkVersions !== undefined && { flinkVersions }),
        command: `flink run ${words.map(shellWord).join(' ')} your-job.jar`,
    }));
}
/** What the claim mode means for the copy, in one sentence; `undefined` where the snapshot's Flink knows no claim mode. */
function claimSentence({ claimMode }) {
    if (claimMode === undefined)
        return undefined;
    const always = 'A job that has the changelog backend enabled needs CLAIM from any snapshot.';
    if (claimMode === 'NO_CLAIM')
        return always;
    return 'CLAIM, because the snapshot has changelog state: with NO_CLAIM the job restores and fails at its first checkpoint. '
        + 'Flink then owns this copy and deletes its files when they are no longer needed: make one copy for each job. '
        + always;
}
/** The line of a FlinkDeployment (Flink Kubernetes operator) that starts the job from the snapshot. */
function operatorLine(savepointPath) {
    return `initialSavepointPath: ${JSON.stringify(savepointPath)}`;
}

;// CONCATENATED MODULE: ./build/face/result.js





/** What is to be done after a shard. */
const NEXT_OF_SHARD = 'When every shard has ended well, run once more without shard: that run finds all files there, checks them and '
    + 'writes _metadata.';
/** What a run came to, in a few words: the heading of everything that is told of it. */
function outcomeOf(report) {
    switch (report.outcome) {
        case 'relocated': return 'Relocated to';
        case 'already-there': return 'Already there, nothing to do:';
        case 'planned': return `Dry run, nothing was written. The ${report.shard === undefined ? '' : 'part of the '}snapshot would go to`;
        case 'shard-copied': return 'A part is copied, and no _metadata written. With all parts the snapshot will be at';
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
        return `${(0,quantities/* formatCount */.B4)(report.estimatedFiles ?? 0)} to copy (${(0,quantities/* formatBytes */.z3)(report.estimatedBytes ?? 0)})${skipped}${cost}`;
    }
    return `${(0,quantities/* formatCount */.B4)(report.filesCopied)} copied (${(0,quantities/* formatBytes */.z3)(report.bytesCopied)})${skipped}`;
}
/** How the files were proved: `1,100 by ETag, 90 by checksum, 10 by size only`; `undefined` where none were. */
function provedText({ proved }) {
    if (proved === undefined)
        return undefined;
    const ways = [
        [proved.etag, 'by ETag'], [proved.checksum, 'by checksum'], [proved.bytes, 'by their bytes'], [proved.sizeOnly, 'by size only'],
    ];
    const told = ways.filter(([count]) => count > 0).map(([count, way]) => `${(0,quantities/* formatCount */.B4)(count)} ${way}`);
    return told.length === 0 ? undefined : told.join(', ');
}
/** What the proofs come to, in a sentence; `undefined` where no file was looked at. */
function provedSentence({ proved }) {
    if (proved === undefined)
        return undefined;
    const byContent = proved.etag + proved.checksum + proved.bytes;
    const all = byContent + proved.sizeOnly;
    if (all === 0)
        return undefined;
    const advice = '(verify: strict reads both ends and compares all bytes)';
    if (byContent === 0)
        return `Only the sizes of the ${(0,quantities/* countOf */.pq)(all, 'file')} were compared ${advice}.`;
    if (proved.sizeOnly === 0)
        return all === 1 ? 'The content of the file is proved.' : `The content of all ${(0,quantities/* countOf */.pq)(all, 'file')} is proved.`;
    return `The content of ${(0,quantities/* formatCount */.B4)(byContent)} of ${(0,quantities/* countOf */.pq)(all, 'file')} is proved; of the other ${(0,quantities/* formatCount */.B4)(proved.sizeOnly)} only the size was compared ${advice}.`;
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
function factsOf(report) {
    const facts = [
        ['from', report.source],
        ...(report.sourceTakenFrom === undefined ? [] : [['taken from', report.sourceTakenFrom]]),
        ['to', report.savepointPath],
        ['kind', `${kindText(report.kind)}, checkpoint ${report.checkpointId}`],
        ['metadata', `version ${report.metadataVersion} (Flink ${report.flinkVersions})`],
        ...(report.shard === undefined ? [] : [['shard', shardText(report.shard)]]),
        ['files', filesText(report)],
        ...(report.shard === undefined ? [['URIs rewritten', (0,quantities/* formatCount */.B4)(report.urisRewritten)]] : []),
        ['transfer', modeText(report.transferMode)],
    ];
    const proved = provedText(report);
    if (proved !== undefined)
        facts.push(['proved', proved]);
    if (report.dryRun && report.planFingerprint !== undefined)
        facts.push(['plan', report.planFingerprint]);
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
function shardText(shard) {
    const own = (0,copying_shard/* shardSentence */.YE)(shard).replace(/^shard /, '');
    return shard.split === undefined ? own : `${own}; ${(0,copying_shard/* splitSentence */.e$)(shard.split)}`;
}
/** The result as lines for a log or a terminal; warnings are not among them. */
function resultLines(report) {
    const facts = factsOf(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    const lines = [
        `${outcomeOf(report)} ${report.savepointPath}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ];
    if (isRestorable(report))
        lines.push(...startLines(report));
    const proved = provedSentence(report);
    if (proved !== undefined)
        lines.push(proved);
    if (report.outcome === 'shard-copied')
        lines.push(NEXT_OF_SHARD);
    return lines.map(printable/* printable */.g);
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

;// CONCATENATED MODULE: ./build/face/diff-lines.js





/** What changed between two snapshots, for people. */
function diffLines(diff) {
    const lines = [...sideLines('A', diff.a), ...sideLines('B', diff.b)];
    if (diff.a.metadataVersion !== diff.b.metadataVersion) {
        lines.push(`Metadata version ${diff.a.metadataVersion} (Flink ${diff.a.flinkVersions}) became ${diff.b.metadataVersion} (Flink ${diff.b.flinkVersions})`);
    }
    lines.push(`State: ${growthText(diff.a.stateBytes, diff.b.stateBytes)}`, '', ...operatorSections(diff));
    lines.push('', ...referenceLines(diff.references));
    lines.push('', ...hindranceLines('B', 'A', diff.restore.fromA), ...hindranceLines('A', 'B', diff.restore.fromB));
    return lines.map(printable/* printable */.g);
}
function sideLines(label, side) {
    return [
        `${label}  ${side.path}`,
        `   ${kindText(side.kind)}, checkpoint ${side.checkpointId}, metadata version ${side.metadataVersion} (Flink ${side.flinkVersions})`,
    ];
}
/** `1.0 MiB -> 2.0 MiB (+1.0 MiB, +100 %)`. */
function growthText(before, after) {
    if (before === after)
        return `${(0,quantities/* formatBytes */.z3)(after)}, as before`;
    const growth = after - before;
    const sign = growth < 0 ? '-' : '+';
    const share = before === 0 ? '' : `, ${sign}${(0,quantities/* formatCount */.B4)(Math.abs(growth) * 100 / before)} %`;
    return `${(0,quantities/* formatBytes */.z3)(before)} -> ${(0,quantities/* formatBytes */.z3)(after)} (${sign}${(0,quantities/* formatBytes */.z3)(Math.abs(growth))}${share})`;
}
function operatorSections({ added, removed, rescaled, resized }) {
    const lines = [];
    for (const [title, operators] of [['added', added], ['removed', removed]]) {
        if (operators.length === 0)
            continue;
        lines.push(`Operators ${title}: ${(0,quantities/* formatCount */.B4)(operators.length)}`);
        lines.push(...operators.map((operator) => `  ${(0,warnings/* describeOperator */.yG)(operator)}, ${(0,quantities/* formatBytes */.z3)(operator.stateBytes)}`));
    }
    if (rescaled.length > 0) {
        lines.push(`Operators rescaled: ${(0,quantities/* formatCount */.B4)(rescaled.length)}`, ...rescaled.map((operator) => {
            const { parallelism, maxParallelism } = operator;
            const most = maxParallelism.a === maxParallelism.b ? '' : `, maximum ${maxParallelism.a} -> ${maxParallelism.b}`;
            return `  ${(0,warnings/* describeOperator */.yG)(operator)}: parallelism ${parallelism.a} -> ${parallelism.b}${most}`;
        }));
    }
    if (resized.length > 0) {
        lines.push(`Operators with more or less state: ${(0,quantities/* formatCount */.B4)(resized.length)}`);
        const rows = resized.map((operator) => ([(0,warnings/* describeOperator */.yG)(operator), growthText(operator.stateBytes.a, operator.stateBytes.b)].map(printable/* printable */.g)));
        lines.push(...tableLines(['operator', 'state'], ['left', 'left'], rows).map((line) => `  ${line}`));
    }
    return lines.length === 0 ? ['The same operators, with the same parallelism and as much state'] : lines;
}
function referenceLines({ added, removed, common }) {
    return [
        `References: ${(0,quantities/* countOf */.pq)(added.count, 'path')} added (${(0,quantities/* formatBytes */.z3)(added.bytes)}), ${(0,quantities/* formatCount */.B4)(removed.count)} removed `
            + `(${(0,quantities/* formatBytes */.z3)(removed.bytes)}), ${(0,quantities/* formatCount */.B4)(common.count)} in both (${(0,quantities/* formatBytes */.z3)(common.bytes)})`,
    ];
}
function hindranceLines(job, snapshot, hindrances) {
    const title = `The job of ${job} restored from ${snapshot}`;
    if (hindrances.length === 0)
        return [`${title}: nothing that the two show stands in the way`];
    return [`${title}:`, ...hindrances.map((one) => `  ${subjectOf(one)}: ${one.sentence}`)];
}
/** The operator, or the snapshot as a whole. */
function subjectOf({ id, ...labels }) {
    return id === undefined ? 'the snapshot' : (0,warnings/* describeOperator */.yG)({ id, ...labels });
}

;// CONCATENATED MODULE: ./build/face/diff-verdict.js


/** Two snapshots differ in a way that the user wanted to hear of by a failure. */
class DifferenceError extends Error {
    name = 'DifferenceError';
}
/** @throws DifferenceError naming the first difference that counts. */
function refuseDifference(diff, failOn) {
    const [first, ...others] = diff.restore.fromA;
    if (failOn !== 'none' && first !== undefined) {
        const more = others.length === 0 ? '' : ` (and ${(0,quantities/* countOf */.pq)(others.length, 'more reason')})`;
        const { id, ...labels } = first;
        const subject = id === undefined ? '' : `operator ${(0,warnings/* describeOperator */.yG)({ id, ...labels })}, `;
        throw new DifferenceError(`the job of B may not be restored from A: ${subject}${first.sentence}${more}`);
    }
    if (failOn !== 'difference' || !diff.differs)
        return;
    throw new DifferenceError('A and B differ; look at the result for how');
}

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
;// CONCATENATED MODULE: ./build/options/identity-tokens.js
/** What a face without tokens of its own says. */
const NO_IDENTITY_TOKENS = {
    missing: 'takes the OIDC token of a GitHub runner, and there is none here: set AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE in the '
        + 'environment instead, which the AWS SDK reads',
    request: () => Promise.reject(new Error('there are no identity tokens here')),
    keepSecret: () => undefined,
};

;// CONCATENATED MODULE: ./build/options/option-reader.js



const SPECS = new Map(OPTION_SPECS.map((spec) => [spec.name, spec]));
/** A reader over the given values. */
function createOptionReader(values, label, tokens = NO_IDENTITY_TOKENS) {
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
        tokens,
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
        duration: (name, leastMs, mostMs) => {
            const value = text(name);
            return value === undefined ? undefined : parseDuration(label(name), value, leastMs, mostMs);
        },
    };
}
/**
 * Refuses what would break a line or steer a terminal, wherever the value is shown.
 *
 * @throws OptionError naming the setting
 */
function refuseControlCharacters(label, value, form) {
    if (form === 'document')
        return;
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
const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]];
function parseDuration(label, value, leastMs, mostMs) {
    const parts = /^(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?$/.exec(value)?.slice(1);
    const ms = parts === undefined ? NaN : UNITS.reduce((sum, [, unitMs], index) => sum + Number(parts[index] ?? 0) * unitMs, 0);
    if (ms >= leastMs && ms <= mostMs)
        return ms;
    throw new OptionError(`${label} is ${JSON.stringify(value)}: write a duration from ${durationText(leastMs)} to ${durationText(mostMs)}, `
        + 'such as 90s, 30m or 1h30m');
}
function durationText(ms) {
    const [unit, unitMs] = UNITS.find(([, each]) => ms % each === 0) ?? ['s', 1_000];
    return `${ms / unitMs}${unit}`;
}
/** `a`, `a or b`, `a, b or c`. */
function listed(items, word) {
    if (items.length < 2)
        return items.join('');
    return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}

// EXTERNAL MODULE: ./build/text/redact.js
var redact = __nccwpck_require__(6953);
// EXTERNAL MODULE: ./build/location/path-map.js
var path_map = __nccwpck_require__(2728);
// EXTERNAL MODULE: ./build/flink/no-snapshot-error.js
var no_snapshot_error = __nccwpck_require__(6336);
// EXTERNAL MODULE: ./build/flink/snapshot-text.js + 2 modules
var snapshot_text = __nccwpck_require__(6210);
;// CONCATENATED MODULE: ./build/options/place-options.js







/**
 * The snapshot to read: the path that the user wrote, or the one that a text of Flink's names.
 *
 * @throws OptionError for what is neither in S3 nor a local path, and for a text that names none, or several
 */
function readSource(reader) {
    return readReachable(reader, 'source', namedSource(reader).path).text;
}
/** Where in a text of Flink's the source stood; `undefined` where the user wrote a path. @throws OptionError as {@link readSource} */
function readTakenFrom(reader) {
    return namedSource(reader).takenFrom;
}
function namedSource(reader) {
    const text = reader.required('source');
    try {
        const named = (0,snapshot_text/* isSnapshotText */.U)(text) ? (0,snapshot_text/* findSnapshot */.C)(text) : { path: text };
        refuseControlCharacters(reader.label('source'), named.path, 'text');
        return named;
    }
    catch (error) {
        if (!(error instanceof no_snapshot_error/* NoSnapshotError */.a))
            throw error;
        throw new OptionError(`${reader.label('source')}: ${error.message}`, { cause: error });
    }
}
/** The directory to write to, as the user wrote it. @throws OptionError as {@link readSource}, and for `s3n`. */
function readTarget(reader) {
    const { text, location } = readReachable(reader, 'target', reader.required('target'));
    if (location.scheme === 's3n') {
        throw new OptionError(`${reader.label('target')} is ${JSON.stringify(text)}, but no supported Flink reads s3n: write s3, s3a or s3p, `
            + 'whichever the job\'s S3 plugin serves');
    }
    return text;
}
/** A place that can be read here. @throws OptionError as {@link readSource} */
function readReachable(reader, name, text) {
    const location = locate(reader.label(name), text);
    const begin = `${reader.label(name)} is ${JSON.stringify((0,redact/* withoutUserInfo */.s)(text))}`;
    if (location.scheme === 'file') {
        if (location.authority === '')
            return { text, location };
        throw new OptionError(`${begin}, which names the host ${JSON.stringify(location.authority)}: a local path has one or three slashes, `
            + `write file:///${location.authority}${location.path}`);
    }
    if ((0,location_location/* isS3Scheme */.Ib)(location.scheme)) {
        if (!location.authority.includes('@'))
            return { text, location };
        throw new OptionError(`${begin}, which has keys before its bucket: write only ${location.scheme}://`
            + `${location.authority.replace(/^.*@/s, '')}${location.path}, and keys as keys`);
    }
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
/** The former home of a moved snapshot, and rules for what was moved beside it. @throws OptionError for what is neither. */
function readMovedFrom(reader) {
    const label = reader.label('moved-from');
    const lines = (reader.text('moved-from') ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
    const rules = lines.filter((line) => line.includes(' => '));
    const [movedFrom, second] = lines.filter((line) => !line.includes(' => '));
    if (movedFrom !== undefined)
        locate(label, movedFrom);
    if (second !== undefined) {
        throw new OptionError(`${label} names two former homes, ${JSON.stringify(movedFrom)} and ${JSON.stringify(second)}, and a snapshot has one: `
            + 'write the places of other files as rules, former-prefix => present-prefix');
    }
    return {
        ...(movedFrom !== undefined && { movedFrom }),
        ...(rules.length > 0 && { movedRules: parseRules(label, rules.join('\n')) }),
    };
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
    return text === undefined ? [] : parseRules(reader.label('path-map'), text);
}
function parseRules(label, text) {
    try {
        return (0,path_map/* parsePathMap */.D)(text);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new OptionError(`${label}: ${error.message}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/options/role-options.js


const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
const DEFAULT_SESSION_NAME = 'flink-snapshot';
const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
/**
 * The role of one side; `undefined` where none is named.
 *
 * @throws OptionError for what is no ARN of a role, and where there are no tokens
 */
function readRole(reader, name) {
    const arn = reader.text(name);
    const sessionName = readSessionName(reader);
    const durationSeconds = reader.count('role-duration-seconds', SHORTEST_SECONDS, LONGEST_SECONDS);
    const audience = reader.text('role-audience') ?? DEFAULT_AUDIENCE;
    if (arn === undefined)
        return undefined;
    refuseControlCharacters(reader.label(name), arn, 'text');
    if (!/^arn:[a-z0-9-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
        throw new OptionError(`${reader.label(name)} is ${JSON.stringify(arn)}: write the ARN of a role, such as arn:aws:iam::123456789012:role/flink-snapshots`);
    }
    const { missing, request, keepSecret } = reader.tokens;
    if (missing !== undefined)
        throw new OptionError(`${reader.label(name)} ${missing}`);
    return {
        arn, sessionName, ...(durationSeconds !== undefined && { durationSeconds }),
        identityToken: () => request(audience), onSecret: keepSecret,
    };
}
function readSessionName(reader) {
    const name = reader.text('role-session-name') ?? DEFAULT_SESSION_NAME;
    if (/^[\w=,.@-]{2,64}$/.test(name))
        return name;
    throw new OptionError(`${reader.label('role-session-name')} is ${JSON.stringify(name)}: write 2 to 64 letters, digits and the signs = , . @ _ -`);
}

;// CONCATENATED MODULE: ./build/options/s3-options.js



const IDENTITY = ['access-key-id', 'secret-access-key', 'session-token', 'profile', 'role-to-assume'];
const SOURCE_IDENTITY = [
    'source-access-key-id', 'source-secret-access-key', 'source-session-token', 'source-profile', 'source-role-to-assume',
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
function identityOf({ credentials, profile, role }) {
    return { ...(credentials && { credentials }), ...(profile !== undefined && { profile }), ...(role && { role }) };
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
    const role = readRole(reader, names[4]);
    if (credentials !== undefined && profile !== undefined) {
        const [id, other] = [reader.label(names[0]), reader.label(names[3])];
        throw new OptionError(`${id} and ${other} are both given: keep the keys or the profile, not both`);
    }
    if (role !== undefined) {
        const other = credentials !== undefined ? 'keys' : profile !== undefined ? 'profile' : undefined;
        if (other === undefined)
            return { role };
        const name = reader.label(other === 'keys' ? names[0] : names[3]);
        throw new OptionError(`${reader.label(names[4])} and ${name} are both given: keep the role or the ${other}, not both`);
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
;// CONCATENATED MODULE: ./build/cli/place-argument.js




/** A URI of any scheme (an ARN begins as one), or an absolute path, of Windows too. */
const ABSOLUTE = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|[\\/])/;
/**
 * A place as it was typed: `./x` and `../x` become absolute, and so does any other relative path at which something is, as Tab
 * completes it. A text that is no path is left to its reader.
 *
 * @param label what the place is called, for the message
 * @param cwd the directory that relative paths count from
 * @throws OptionError for a relative path at which nothing is: `bucket/path` is more often a forgotten `s3://` than a directory
 */
function resolvePlace(label, text, cwd) {
    const place = text.trim();
    if (/^\.\.?([\\/]|$)/.test(place))
        return (0,external_node_path_.resolve)(cwd, place);
    if (place === '' || ABSOLUTE.test(place) || /[\r\n\0]/.test(place))
        return text;
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(cwd, place)))
        return (0,external_node_path_.resolve)(cwd, place);
    if (/\s/.test(place) || (0,snapshot_text/* isSnapshotText */.U)(place))
        return text;
    throw new OptionError(`${label}: ${JSON.stringify(place)} is a relative path, and nothing is there: write s3://${place} where it begins with a bucket, `
        + `./${place} where it counts from here`);
}

;// CONCATENATED MODULE: ./build/text/json-pieces.js
const PIECE_CHARS = 1 << 16;
/**
 * What `JSON.stringify(value, null, 2)` makes, with a newline at the end, in pieces of about 64 Ki characters: a list of millions may be
 * longer than a text can be. Whatever can be gone through is an array, so that its elements need not be there all at once.
 */
function* jsonPieces(value) {
    let piece = '';
    for (const part of partsOf(value, '\n')) {
        piece += part;
        if (piece.length < PIECE_CHARS)
            continue;
        yield piece;
        piece = '';
    }
    yield `${piece}\n`;
}
/** @param newline with the blanks of the line that the value begins in. */
function* partsOf(value, newline) {
    if (!isWalked(value)) {
        yield wholeOf(value, newline);
        return;
    }
    const isArray = Symbol.iterator in value;
    const inner = `${newline}  `;
    let separator = isArray ? '[' : '{';
    if (isArray) {
        for (const element of value) {
            yield `${separator}${inner}${wholeOf(element, inner)}`;
            separator = ',';
        }
    }
    else {
        for (const [key, property] of Object.entries(value)) {
            if (property === undefined)
                continue;
            yield `${separator}${inner}${JSON.stringify(key)}: `;
            yield* partsOf(property, inner);
            separator = ',';
        }
    }
    const [begin, end] = isArray ? '[]' : '{}';
    yield separator === ',' ? `${newline}${end}` : `${begin}${end}`;
}
/** Lists, and objects that do not say themselves what they are as JSON. */
function isWalked(value) {
    return typeof value === 'object' && value !== null && (Symbol.iterator in value || !('toJSON' in value));
}
function wholeOf(value, newline) {
    return (JSON.stringify(value, null, 2) ?? 'null').replaceAll('\n', newline);
}

;// CONCATENATED MODULE: ./build/cli/print.js



/** The result for programs. A piece ends between two texts, never within one. */
function printJson(deps, value) {
    for (const piece of jsonPieces(value))
        deps.stdout.write((0,disarm/* disarmJson */.P)(piece));
}
/** The result for people; the lines are printable already. */
function printLines(deps, lines) {
    deps.stdout.write(`${lines.join('\n')}\n`);
}
/** Warnings below a result; no line where there are none. */
function warningLines(warnings) {
    if (warnings.length === 0)
        return [];
    return ['Warnings:', ...warnings.map((warning) => (0,printable/* printable */.g)(`  ${warning}`))];
}

;// CONCATENATED MODULE: ./build/cli/subcommand.js


const CREDENTIALS_HELP = `
Credentials are taken from the environment, never from arguments: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN, or whatever else the AWS SDK finds (profile, web identity, instance role).`;
/** What stands below the options of a command. */
const HELP = {
    exit: `
Exit codes: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n. Results go
to standard output, everything else to standard error.`,
    credentials: CREDENTIALS_HELP,
    bothCredentials: `${CREDENTIALS_HELP} The source may
have its own: SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY, SOURCE_AWS_SESSION_TOKEN.

Settings of S3 without "source-" are the target's, and the source's too unless it has its own.`,
};
/** Adds a command that can print its result as JSON. */
function subcommand(program, name, description) {
    return program.command(name).description(description).summary(description).helpOption('--help', 'print this help')
        .allowExcessArguments(false)
        .option('--json', 'print the result as JSON');
}
/** How the user wants the result, after the parsing. */
function presentationOf(command) {
    const { json, debug } = command.opts();
    return { json: json === true, debug: debug === true };
}
/** One line on a setting, for an argument that stands for it. */
function helpOf(name) {
    return specOf(name).help;
}
/**
 * Adds the settings to a command.
 *
 * @param helps what a setting means for this command, and which values it takes, where that is not as its specification says
 * @returns what reads them back as texts, after the parsing
 */
function addOptions(command, names, helps = {}) {
    const options = names.map((name) => {
        const spec = specOf(name);
        const told = helps[name] ?? {};
        const option = subcommand_createOption({ ...spec, ...(typeof told === 'string' ? { help: told } : told) });
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
function subcommand_createOption(spec) {
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

;// CONCATENATED MODULE: ./build/cli/diff-command.js











/** Adds `diff A B`. */
function addDiff(program, deps) {
    const names = COMMAND_OPTIONS.diff.filter((name) => isOption(name));
    const command = subcommand(program, 'diff', 'show what changed between two snapshots, and whether one restores the other\'s job')
        .argument('<A>', 'the earlier snapshot')
        .argument('<B>', 'the later snapshot')
        .addHelpText('after', `
With --fail-on restore the command fails where Flink may refuse to restore the job of B from A, with --fail-on difference
where operators, their parallelism, files or the metadata version differ. The result is printed all the same.
${HELP.credentials} A may have its own: SOURCE_AWS_ACCESS_KEY_ID, SOURCE_AWS_SECRET_ACCESS_KEY,
SOURCE_AWS_SESSION_TOKEN. Settings of S3 with "source-" are A's alone.
${HELP.exit}`);
    const read = addOptions(command, names, {
        'fail-on': {
            placeholder: 'none|restore|difference',
            help: 'end with exit code 1 when a restore is in doubt, or when anything but sizes differs (default: none)',
        },
    });
    command.action(async (a, b) => {
        await runDiff([a, b], read(), presentationOf(command), deps);
    });
}
async function runDiff([a, b], values, how, deps) {
    const reader = createOptionReader({ ...values, ...readEnvironment(deps.env) }, commandLineLabel);
    const failOn = reader.choice('fail-on', ['none', 'restore', 'difference']) ?? 'none';
    const { source, target } = readBothSides(reader);
    const diff = await deps.useCases.compare(compared('A', a, source, deps), compared('B', b, target, deps), { signal: deps.signal });
    if (how.json)
        printJson(deps, diff);
    else
        printLines(deps, diffLines(diff));
    refuseDifference(diff, failOn);
}
function compared(label, text, s3, { cwd }) {
    const reader = createOptionReader({ source: resolvePlace(label, text, cwd) }, () => label);
    return { location: (0,location_location/* parseLocation */.zS)(readSource(reader)), s3 };
}

;// CONCATENATED MODULE: ./build/face/search-lines.js




/** What was found, as labelled facts. */
function searchFacts({ found }) {
    return [
        ['kind', `${kindText(found.kind)}, checkpoint ${found.checkpointId}`],
        ['metadata', `version ${found.metadataVersion}`],
        ['written', found.modified === undefined ? 'unknown' : `${found.modified}, ${(0,quantities/* formatDuration */.a3)(found.ageMs ?? 0)} ago`],
        ['state', (0,quantities/* formatBytes */.z3)(found.stateBytes)],
        ...(found.claimMode === undefined ? [] : [['claim mode', found.claimMode]]),
    ];
}
/** The heading of {@link searchRow}. */
const SEARCH_HEADING = ['name', 'kind', 'job', 'checkpoint', 'written', '_metadata', 'complete'];
/** One snapshot of the listing, a text for each column. */
function searchRow(snapshot) {
    return [
        snapshot.name, snapshot.kind, snapshot.job ?? '-', snapshot.checkpointId ?? '-', snapshot.modified ?? '-',
        snapshot.metadataBytes === undefined ? '-' : (0,quantities/* formatBytes */.z3)(snapshot.metadataBytes), stateText(snapshot),
    ];
}
function stateText({ state, problem, notChecked }) {
    switch (state) {
        case 'complete': return 'yes';
        case 'unchecked': return notChecked === undefined
            ? 'not known: no file was looked for' : `not known: ${(0,quantities/* countOf */.pq)(notChecked, 'file')} elsewhere not looked for`;
        case 'unfinished': return 'no, unfinished: it has no _metadata';
        case 'skipped': return `no, ${problem ?? ''}`;
        case 'unread': return 'not read';
    }
}
/** The result of a search as lines; warnings are not among them. */
function searchLines(report) {
    const facts = searchFacts(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    const table = tableLines(SEARCH_HEADING, ['left', 'left', 'left', 'right', 'left', 'right', 'left'], report.snapshots.map(searchRow));
    return [
        `Found ${report.found.path}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
        '',
        `Snapshots in ${report.directory}: ${seenText(report)}`,
        ...table.map((line) => `  ${line}`),
    ].map(printable/* printable */.g);
}
/** How many there are, and how many are shown. */
function seenText({ seen, unfinished, snapshots }) {
    const rest = seen > snapshots.length ? `, the newest ${(0,quantities/* formatCount */.B4)(snapshots.length)} are listed` : '';
    return `${(0,quantities/* formatCount */.B4)(seen)}${unfinished > 0 ? `, ${(0,quantities/* formatCount */.B4)(unfinished)} unfinished` : ''}${rest}`;
}

;// CONCATENATED MODULE: ./build/options/search-options.js





const LONGEST_AGE_MS = 10 * 365 * 86_400_000;
const DEFAULT_LISTED = 20;
/**
 * Turns settings as texts into a search.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value and what to do
 */
function readSearchRequest(values, label = (name) => name) {
    const reader = createOptionReader(values, label);
    const directory = (0,location_location/* parseLocation */.zS)(readReachable(reader, 'directory', reader.required('directory')).text);
    const jobId = readJobId(reader);
    const maxAgeMs = reader.duration('max-age', 1_000, LONGEST_AGE_MS);
    return {
        directory,
        s3: readS3Settings(reader),
        kind: reader.choice('kind', ['any', 'savepoint', 'checkpoint']) ?? 'any',
        ...(jobId !== undefined && { jobId }),
        ...(maxAgeMs !== undefined && { maxAgeMs }),
        complete: reader.choice('complete', ['metadata', 'files']) ?? 'files',
        mostListed: reader.count('list', 1, 1000) ?? DEFAULT_LISTED,
    };
}
function readJobId(reader) {
    const text = reader.text('job-id');
    if (text === undefined || /^[0-9a-f]{32}$/i.test(text))
        return text?.toLowerCase();
    throw new OptionError(`${reader.label('job-id')} is ${JSON.stringify(text)}: write the job's 32 hex digits, as Flink shows them`);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
;// CONCATENATED MODULE: ./build/flink/config/flink-config-error.js
/**
 * A Flink configuration file cannot be read, or says two things at once. The message names the line or key, never a
 * sensitive value.
 */
class FlinkConfigError extends Error {
    name = 'FlinkConfigError';
}

;// CONCATENATED MODULE: ./build/flink/config/flat-config.js
/**
 * Reads `flink-conf.yaml` as `GlobalConfiguration.loadLegacyYAMLResource` does: one `key: value` for each line, everything
 * after a `#` is a comment wherever it stands, no quotes and no escapes, of two equal keys the later one counts. What is
 * no such line is left out.
 */
function readFlatConfig(text) {
    const entries = new Map();
    const warnings = [];
    for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
        const content = trimmed(/^[^#]*/.exec(line)?.[0] ?? '');
        if (content === '')
            continue;
        const end = content.indexOf(': ');
        const key = trimmed(content.slice(0, Math.max(0, end)));
        const value = trimmed(content.slice(end + 2));
        if (end < 0)
            warnings.push(`line ${index + 1} is no "key: value" (a blank after the colon is needed), so Flink leaves it out`);
        else if (key === '' || value === '')
            warnings.push(`line ${index + 1} has no key or no value, so Flink leaves it out`);
        else {
            // A map keeps the place of the first, the value of the last.
            entries.set(key, value);
        }
    }
    return { entries, warnings };
}
/**
 * Java's `String.trim`: everything up to the blank, and no other white space. By hand: a pattern would try a run of blanks
 * inside the text from each of its places.
 */
function trimmed(text) {
    let [begin, end] = [0, text.length];
    while (begin < end && text.charCodeAt(begin) <= 0x20)
        begin += 1;
    while (begin < end && text.charCodeAt(end - 1) <= 0x20)
        end -= 1;
    return text.slice(begin, end);
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __nccwpck_require__(8815);
;// CONCATENATED MODULE: ./build/flink/config/yaml-config.js


/** Flink's keys have some six parts. */
const MOST_LEVELS = 32;
/** Flink has less than a thousand options. */
const MOST_KEYS = 10_000;
/** As snakeyaml-engine, Flink's parser, has it. */
const MOST_ALIASES = 50;
/**
 * Reads `config.yaml` as Flink since 1.19 does: one document of YAML 1.2 (core schema) that is a mapping, no key twice;
 * nested keys are joined by dots.
 *
 * @throws FlinkConfigError for anything else, and for a key whose nested and flat spelling have different values, of which
 *   Flink takes either
 */
function readYamlConfig(text) {
    const value = parsed(text);
    const entries = new Map();
    if (value instanceof Map)
        flatten(value, '', 0, entries);
    else if (value !== null && value !== undefined)
        throw new FlinkConfigError('it is no mapping of keys to values: write key: value');
    return { entries, warnings: [] };
}
function parsed(text) {
    try {
        return parse(text).toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true });
    }
    catch (error) {
        // The parser is recursive: what is nested without end ends its stack. By name, for it may be of another realm.
        if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError')
            throw tooDeep();
        throw error;
    }
}
function parse(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, {
        version: '1.2', schema: 'core', uniqueKeys: false, intAsBigInt: true, logLevel: 'error', prettyErrors: false, lineCounter: lines,
    });
    const [error] = document.errors;
    // The message of the parser may quote the line, with its value: the code and the place say enough.
    const refuse = (offset, code) => {
        const { line, col } = lines.linePos(offset);
        return new FlinkConfigError(`line ${line}, column ${col} is no YAML that Flink would read (${code.toLowerCase().replaceAll('_', ' ')})`);
    };
    if (error !== undefined)
        throw refuse(error.pos[0], error.code);
    refuseAliases(document);
    refuseEqualKeys(document, (offset) => refuse(offset, 'DUPLICATE_KEY'));
    return document;
}
/** The parser can do this too, but compares each key with all before it. */
function refuseEqualKeys(document, refused) {
    (0,dist/* visit */.YR)(document, {
        Map: (_key, map) => {
            const seen = new Set();
            for (const { key } of map.items) {
                if (!(0,dist/* isScalar */.jn)(key))
                    continue;
                if (seen.has(key.value))
                    throw refused(key.range?.[0] ?? 0);
                seen.add(key.value);
            }
        },
    });
}
/** Aliases of scalars are harmless; of collections they can blow a small text up without end. */
function refuseAliases(document) {
    let aliases = 0;
    (0,dist/* visit */.YR)(document, {
        Alias: (_key, alias) => {
            const target = alias.resolve(document);
            if (target === undefined)
                throw new FlinkConfigError(`the alias *${alias.source} names nothing that stands before it`);
            if (!(0,dist/* isScalar */.jn)(target)) {
                throw new FlinkConfigError(`it has an alias (*${alias.source}) of a mapping or list, which is not read here: write the values out`);
            }
            aliases++;
            if (aliases > MOST_ALIASES)
                throw new FlinkConfigError(`it has more than ${MOST_ALIASES} aliases (*name): write the values out`);
        },
        Pair: (_key, pair) => {
            if ((0,dist/* isMap */.jh)(pair.key) || (0,dist/* isAlias */.Vj)(pair.key))
                throw new FlinkConfigError('a key is a mapping or an alias: write keys as plain texts');
        },
    });
}
function flatten(map, prefix, level, entries) {
    if (level > MOST_LEVELS)
        throw tooDeep();
    for (const [part, value] of map) {
        // Flink's loader fails on what is no text, such as the number 1.
        if (typeof part !== 'string')
            throw new FlinkConfigError(`the key ${prefix}${String(part)} is no text to YAML, so Flink refuses it: put it in quotes`);
        const key = prefix + part;
        if (value instanceof Map) {
            flatten(value, `${key}.`, level + 1, entries);
            continue;
        }
        if (value === null || value === undefined)
            throw new FlinkConfigError(`${key} has no value, so Flink refuses the file: give one, or leave the key out`);
        const text = textOf(value);
        if (text === undefined)
            continue;
        const former = entries.get(key);
        if (former !== undefined && former !== text) {
            throw new FlinkConfigError(`${key} stands in it twice, flat and nested, with different values, of which Flink takes either: keep one`);
        }
        entries.set(key, text);
        if (entries.size > MOST_KEYS)
            throw new FlinkConfigError(`it has more than ${MOST_KEYS} keys: check that it is the right file`);
    }
}
/** What `Configuration.getString` gives. Lists are for other options than those that are read here. */
function textOf(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
        ? String(value)
        : undefined;
}
function tooDeep() {
    return new FlinkConfigError(`it is nested deeper than ${MOST_LEVELS} levels, which no configuration of Flink is`);
}

;// CONCATENATED MODULE: ./build/flink/config/flink-config.js



/** Several times what a configuration has in which all options of Flink are set. */
const MOST_CHARACTERS = 256 * 1024;
/**
 * Reads a configuration file of Flink by the parser that Flink itself takes for it: a file whose name ends in
 * `flink-conf.yaml` is flat lines (the only format up to Flink 1.18, still read by 1.19 and 1.20), any other one, as
 * `config.yaml`, is YAML 1.2.
 *
 * @throws FlinkConfigError for what Flink would not load, and for what is larger or deeper than any real file
 */
function readFlinkConfig(fileName, text) {
    if (text.length > MOST_CHARACTERS) {
        throw new FlinkConfigError(`${text.length} characters are more than a configuration of Flink has: check that it is the right file`);
    }
    return /flink-conf\.yaml$/.test(fileName) ? readFlatConfig(text) : readYamlConfig(text);
}

;// CONCATENATED MODULE: ./build/flink/config/spellings.js

/** Where each plugin looks: its prefixes, its own one first, and names that it copies onto others (`from` counts). */
const RULES = {
    // org.apache.flink.fs.s3hadoop.S3FileSystemFactory; the native plugin of Flink 2.3 has the same names and precedence below s3.
    hadoop: {
        prefixes: ['fs.s3a.', 's3a.', 's3.'],
        mirrored: [['access-key', 'access.key'], ['secret-key', 'secret.key'], ['path-style-access', 'path.style.access']],
    },
    // org.apache.flink.fs.s3presto.S3FileSystemFactory
    presto: {
        prefixes: ['presto.s3.', 's3.'],
        mirrored: [['access.key', 'access-key'], ['secret.key', 'secret-key'], ['path.style.access', 'path-style-access']],
    },
};
/**
 * What a plugin makes of a configuration, as `HadoopConfigLoader` does: its prefixes become one, some names are copied onto
 * others, and for the hadoop plugin what is said of a bucket (`fs.s3a.bucket.<bucket>.`) counts for it before all else.
 *
 * @param bucket absent where it is not known
 * @throws FlinkConfigError where two prefixes give one setting different values, of which Flink takes either
 */
function pluginSettings(config, plugin, bucket) {
    const { prefixes, mirrored } = RULES[plugin];
    const settings = new Map();
    for (const [key, value] of config.entries) {
        const prefix = prefixes.find((one) => key.startsWith(one));
        if (prefix !== undefined)
            put(settings, key.slice(prefix.length), { value, key });
    }
    for (const [from, to] of mirrored) {
        const given = settings.get(from);
        if (given !== undefined)
            settings.set(to, given);
    }
    if (plugin === 'hadoop' && bucket !== undefined) {
        // S3AUtils.propagateBucketOptions
        const own = `bucket.${bucket}.`;
        for (const [name, given] of [...settings])
            if (name.startsWith(own))
                settings.set(name.slice(own.length), given);
    }
    return settings;
}
function put(settings, name, given) {
    const former = settings.get(name);
    if (former !== undefined && former.value !== given.value)
        throw conflict(former, given);
    settings.set(name, former ?? given);
}
/** Two keys give one setting different values. The values are not repeated: they may be secret. */
function conflict(a, b) {
    return new FlinkConfigError(`${a.key} and ${b.key} have different values: keep one, or give the setting as an input`);
}
/**
 * The value under the first of several names for one thing.
 *
 * @throws FlinkConfigError where a further one has another value
 */
function oneOf(settings, names) {
    let found;
    for (const name of names) {
        const given = settings.get(name);
        if (given === undefined)
            continue;
        if (found !== undefined && found.value !== given.value)
            throw conflict(found, given);
        found ??= given;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/flink/config/unsupported-s3.js
/** Providers that do what this program does by itself: static keys, then the default chain of the AWS SDK. */
const ORDINARY_PROVIDER = /(?:^|\.)(?:Simple|Temporary|Default|EnvironmentVariable|IAMInstance|Container|InstanceProfile|WebIdentityToken\w*)(?:AWS)?Credentials?Provider(?:Chain)?$/;
/** What S3A calls encryption that is nothing of the server's own. */
const CLIENT_ENCRYPTION = /^(?:sse-c|cse-kms|cse-custom)$/i;
const ROLE = 'the role is not taken here; give credentials that may read and write the place';
const PROVIDER = 'this class cannot be run here; give credentials, or rely on the AWS default chain';
const unsupported_s3_RULES = {
    hadoop: [
        {
            names: ['aws.credentials.provider'],
            when: (value) => value.split(',').some((one) => one.trim() !== '' && !ORDINARY_PROVIDER.test(one.trim())),
            advice: PROVIDER,
        },
        { names: ['assumed.role.arn', 'assume-role.arn'], advice: ROLE },
        { names: ['security.credential.provider.path'], advice: 'credential stores of Hadoop are not read here; give the keys' },
        {
            names: ['encryption.algorithm', 'server-side-encryption-algorithm'], when: (value) => CLIENT_ENCRYPTION.test(value),
            advice: 'objects with keys of the client can neither be read nor written here',
        },
        { names: ['proxy.host'], advice: 'name the proxy in HTTPS_PROXY or HTTP_PROXY' },
        { names: ['custom.signers', 'signing-algorithm'], advice: 'requests are signed by AWS signature version 4' },
    ],
    presto: [
        { names: ['iam-role'], advice: ROLE },
        { names: ['credentials-provider'], advice: PROVIDER },
        {
            names: ['kms-key-id', 'encryption-materials-provider'],
            advice: 'objects that the client encrypted can neither be read nor written here',
        },
    ],
};
/** What of a plugin's settings this program cannot honour, as sentences that name the key. */
function unsupportedSettings(settings, plugin) {
    return unsupported_s3_RULES[plugin].flatMap(({ names, when, advice }) => names.flatMap((name) => {
        const given = settings.get(name);
        return given !== undefined && (when === undefined || when(given.value)) ? [`${given.key} is not honoured: ${advice}`] : [];
    }));
}

;// CONCATENATED MODULE: ./build/flink/config/s3-config.js



/**
 * What a Flink configuration says of a place in S3, in every spelling of the hadoop, presto and native plugins.
 *
 * @throws FlinkConfigError where two keys that count say different things
 */
function s3ConfigOf(config, { scheme, bucket }) {
    const plugins = scheme === 's3p' ? ['presto'] : scheme === 's3' ? ['hadoop', 'presto'] : ['hadoop'];
    const values = {};
    const warnings = new Set();
    for (const plugin of plugins) {
        const settings = pluginSettings(config, plugin, bucket);
        const read = plugin === 'hadoop' ? readHadoop(settings) : readPresto(settings);
        for (const [name, given] of Object.entries(read)) {
            const former = values[name];
            // s3: does not tell the plugin. Both read the keys below s3., so only keys of their own can differ.
            if (former !== undefined && former.value !== given.value)
                throw conflict(former, given);
            values[name] = former ?? given;
        }
        for (const warning of unsupportedSettings(settings, plugin))
            warnings.add(warning);
    }
    if (config.entries.has('fs.s3.aws.credentials.provider')) {
        // The one key of the native plugin that is not below s3.
        warnings.add('fs.s3.aws.credentials.provider is not honoured: give credentials, or rely on the AWS default chain');
    }
    if (bucket === undefined && [...config.entries.keys()].some((key) => /^(?:fs\.)?s3a?\.bucket\./.test(key))) {
        warnings.add('keys of single buckets (fs.s3a.bucket.…) are not looked at, for the bucket is not known yet');
    }
    return { values, warnings: [...warnings] };
}
/** Names of S3A (org.apache.hadoop.fs.s3a.Constants) and, for regions, of Flink's native plugin (NativeS3FileSystemFactory). */
function readHadoop(settings) {
    return compact({
        endpoint: endpointOf(settings, 'connection.ssl.enabled'),
        region: oneOf(settings, ['endpoint.region', 'region']),
        pathStyle: flagOf(settings.get('path.style.access')),
        accessKey: settings.get('access.key'),
        secretKey: settings.get('secret.key'),
        sessionToken: settings.get('session.token'),
        ...encryptionOf(oneOf(settings, ['encryption.algorithm', 'server-side-encryption-algorithm']) ?? nativeEncryption(settings), oneOf(settings, ['encryption.key', 'server-side-encryption.key', 'sse.kms.key-id'])),
    });
}
/** Presto reads the same key only when its own switch is on. */
function nativeEncryption(settings) {
    return settings.has('sse.enabled') ? undefined : settings.get('sse.type');
}
/** Names of presto-hive's HiveS3Config, without `hive.`. */
function readPresto(settings) {
    const enabled = flagOf(settings.get('sse.enabled'));
    const type = enabled?.value === 'true' ? settings.get('sse.type') ?? { value: 'S3', key: enabled.key } : undefined;
    return compact({
        endpoint: endpointOf(settings, 'ssl.enabled'),
        pathStyle: flagOf(settings.get('path-style-access')),
        accessKey: settings.get('access-key'),
        secretKey: settings.get('secret-key'),
        sessionToken: settings.get('session-token'),
        ...encryptionOf(type, settings.get('sse.kms-key-id')),
    });
}
/** Hosts without a scheme get one: https, unless TLS is switched off. */
function endpointOf(settings, sslName) {
    const endpoint = settings.get('endpoint');
    if (endpoint === undefined || /^https?:\/\//i.test(endpoint.value))
        return endpoint;
    const ssl = flagOf(settings.get(sslName));
    return { value: `${ssl?.value === 'false' ? 'http' : 'https'}://${endpoint.value}`, key: endpoint.key };
}
function flagOf(given) {
    if (given === undefined)
        return undefined;
    const value = given.value.toLowerCase();
    if (value === 'true' || value === 'false')
        return { value, key: given.key };
    throw new FlinkConfigError(`${given.key} is ${JSON.stringify(given.value)}: write true or false`);
}
/** The server-side encryptions that can be asked for here; others are told of by {@link unsupportedSettings}. */
const ENCRYPTIONS = {
    'aes256': 'AES256', 's3': 'AES256', 'sse-s3': 'AES256', 'sse_s3': 'AES256',
    'sse-kms': 'aws:kms', 'sse_kms': 'aws:kms', 'aws:kms': 'aws:kms', 'aws_kms': 'aws:kms', 'kms': 'aws:kms',
};
function encryptionOf(algorithm, key) {
    const sse = algorithm && ENCRYPTIONS[algorithm.value.toLowerCase()];
    if (algorithm === undefined || sse === undefined)
        return {};
    return { sse: { value: sse, key: algorithm.key }, ...(sse === 'aws:kms' && key && { kmsKeyId: key }) };
}
function compact(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/flink/config/sensitive-keys.js
/**
 * Parts of keys whose values Flink hides: `GlobalConfiguration.SENSITIVE_KEYS` of flink-core 1.18 to 2.3, all of them
 * together.
 */
const SENSITIVE_PARTS = [
    'password', 'secret', 'fs.azure.account.key', 'apikey', 'api-key', 'auth-params', 'service-key', 'token', 'basic-auth',
    'jaas.config', 'http-headers',
];
/** Whether Flink hides the value of this key in its logs. */
function isSensitiveKey(key) {
    const lower = key.toLowerCase();
    return SENSITIVE_PARTS.some((part) => lower.includes(part));
}
/**
 * Whether the value of a sensitive key is one to mask. `security.delegation.tokens.enabled: true` is sensitive by its key;
 * masking `true` would blacken the log, and the runner would drop outputs.
 */
function isSecretValue(key, value) {
    return isSensitiveKey(key) && value.length >= 4 && !/^(?:true|false|null|none|\d+(?:\.\d+)?(?: ?[a-z]{1,5})?)$/i.test(value);
}

;// CONCATENATED MODULE: ./build/flink/config/snapshot-directories.js
/** CheckpointingOptions of Flink 2.3: the key, then those that came before it, in Flink's own order. */
const snapshot_directories_KEYS = {
    savepoint: ['execution.checkpointing.savepoint-dir', 'state.savepoints.dir', 'savepoints.state.backend.fs.dir'],
    checkpoint: ['execution.checkpointing.dir', 'state.checkpoints.dir', 'state.backend.fs.checkpointdir'],
};
/**
 * The default directory of savepoints or checkpoints. The marker of entropy injection (`s3.entropy.key`) is taken out, as
 * Flink does for the path of `_metadata`.
 */
function snapshotDirectoryOf(config, kind) {
    const key = snapshot_directories_KEYS[kind].find((one) => config.entries.has(one));
    const value = key === undefined ? undefined : config.entries.get(key);
    if (key === undefined || value === undefined)
        return undefined;
    const marker = config.entries.get('s3.entropy.key');
    return { key, value: marker === undefined ? value : value.replace(marker, '') };
}

;// CONCATENATED MODULE: ./build/options/flink-config-options.js
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











const PLAIN = {
    endpoint: 'endpoint', region: 'region', pathStyle: 'force-path-style',
    accessKey: 'access-key-id', secretKey: 'secret-access-key', sessionToken: 'session-token',
    identity: ['access-key-id', 'secret-access-key', 'session-token', 'profile', 'role-to-assume'],
};
const TARGET = { ...PLAIN, sse: 'target-sse', kmsKeyId: 'target-kms-key-id' };
const SOURCE = {
    endpoint: 'source-endpoint', region: 'source-region', pathStyle: 'source-force-path-style',
    accessKey: 'source-access-key-id', secretKey: 'source-secret-access-key', sessionToken: 'source-session-token',
    identity: [
        'source-access-key-id', 'source-secret-access-key', 'source-session-token', 'source-profile', 'source-role-to-assume',
    ],
};
const KEY_SET = ['accessKey', 'secretKey', 'sessionToken'];
/** Real files have some hundred lines. */
const MOST_BYTES = 1024 * 1024;
/**
 * Adds to the settings what `source-flink-config` and `target-flink-config` say. What is given counts before a file; of
 * key id, secret and token all or none are taken.
 *
 * @throws OptionError for a file that cannot be read or says two things, naming the setting
 */
async function settleFlinkConfigs(values, context) {
    const settled = new Settled(values, context);
    if (settled.has('target-flink-config') && context.scope === 'both-sides')
        await settled.addTarget();
    if (settled.has('source-flink-config'))
        await settled.addSource();
    return settled.result();
}
class Settled {
    #values;
    #given;
    #context;
    #origins = new Map();
    #notes = [];
    #warnings = [];
    constructor(values, context) {
        this.#given = values;
        this.#values = { ...values };
        this.#context = context;
    }
    has(name) {
        return (this.#values[name]?.trim() ?? '') !== '';
    }
    result() {
        return {
            values: this.#values,
            label: (name) => this.#origins.get(name) ?? this.#context.label(name),
            notes: this.#notes,
            warnings: this.#warnings,
        };
    }
    async addTarget() {
        const file = await this.#open('target-flink-config');
        this.#addDirectory(file, 'target', 'savepoint');
        const hasIdentity = this.#context.hasIdentity === true;
        this.#addS3(file, TARGET, placeOf(this.#values.target), hasIdentity);
    }
    async addSource() {
        const file = await this.#open('source-flink-config');
        const { scope } = this.#context;
        if (scope === 'search')
            this.#addSearchDirectory(file);
        const place = scope === 'search' ? placeOf(this.#values.directory) : placeOf(this.#sourcePath());
        if (scope !== 'both-sides') {
            this.#addS3(file, PLAIN, place, this.#context.hasIdentity === true);
            return;
        }
        const values = this.#addS3(file, SOURCE, place, false);
        if (values !== undefined)
            this.#keepApart(file, values);
    }
    /** The target's settings count for the source too, unless it has its own: its file's silence is one. */
    #keepApart(file, values) {
        if (values.endpoint === undefined && this.#origins.has('endpoint') && !this.has('source-endpoint')) {
            const region = this.#values['source-region']?.trim() ?? '';
            if (region === '') {
                throw new OptionError(`${file.name} names no endpoint, which means AWS, and ${this.#context.label('target-flink-config')} names another server: `
                    + `give ${this.#context.label('source-region')}, or the server in ${this.#context.label('source-endpoint')}`);
            }
            this.#values['source-endpoint'] = `https://s3.${region}.amazonaws.com`;
        }
        if (values.endpoint !== undefined && values.pathStyle === undefined && this.#origins.has('force-path-style') && !this.has('source-force-path-style')) {
            this.#values['source-force-path-style'] = 'true';
        }
    }
    /** @returns what the file says of S3; `undefined` for a place that is no S3 */
    #addS3(file, names, place, hasIdentity) {
        if (place !== undefined && !(0,location_location/* isS3Scheme */.Ib)(place.scheme))
            return undefined;
        const { values, warnings } = told(file, () => s3ConfigOf(file.config, {
            scheme: place?.scheme ?? 's3', ...(place !== undefined && { bucket: place.authority }),
        }));
        this.#warnings.push(...warnings.map((warning) => `${file.name}: ${warning}`));
        const identity = hasIdentity || names.identity.some((name) => this.has(name));
        for (const [setting, given] of Object.entries(values)) {
            const name = names[setting];
            if (name === undefined || this.has(name) || (identity && KEY_SET.includes(setting)))
                continue;
            if (setting === 'kmsKeyId' && this.#values[names.sse ?? name] !== 'aws:kms')
                continue;
            this.#take(file, name, given);
        }
        if (identity && values.accessKey !== undefined) {
            this.#notes.push(`${file.name}: ${values.accessKey.key} is not taken, for credentials are given`);
        }
        return values;
    }
    #addDirectory(file, name, kind) {
        if (this.has(name))
            return;
        const given = snapshotDirectoryOf(file.config, kind);
        if (given !== undefined)
            this.#take(file, name, given);
        else {
            throw new OptionError(`${this.#context.label(name)} is required: it is not given, and ${file.name} names no directory of ${kind}s`);
        }
    }
    #addSearchDirectory(file) {
        if (this.has('directory'))
            return;
        const kind = this.#values.kind?.trim() ?? '';
        if (kind === 'savepoint' || kind === 'checkpoint') {
            this.#addDirectory(file, 'directory', kind);
            return;
        }
        const [savepoints, checkpoints] = [snapshotDirectoryOf(file.config, 'savepoint'), snapshotDirectoryOf(file.config, 'checkpoint')];
        if (savepoints !== undefined && checkpoints !== undefined && savepoints.value !== checkpoints.value) {
            throw new OptionError(`${file.name} names a directory of savepoints (${savepoints.key}) and one of checkpoints (${checkpoints.key}): `
                + `say in ${this.#context.label('kind')} which one is meant, or give ${this.#context.label('directory')}`);
        }
        this.#addDirectory(file, 'directory', savepoints === undefined ? 'checkpoint' : 'savepoint');
    }
    #take(file, name, { key, value }) {
        this.#values[name] = value;
        this.#origins.set(name, `${key} in ${file.path}`);
        this.#notes.push(`${file.name}: ${this.#context.label(name)} is taken from ${key}`);
    }
    /** A source that is no location yet, or a text that names none, is told of by its own reader. */
    #sourcePath() {
        try {
            return this.has('source') ? readSource(createOptionReader(this.#given, this.#context.label)) : undefined;
        }
        catch (error) {
            if (error instanceof OptionError)
                return undefined;
            throw error;
        }
    }
    async #open(option) {
        const written = this.#values[option]?.trim() ?? '';
        const path = (0,external_node_path_.resolve)(this.#context.directory, written);
        const name = `${this.#context.label(option)} ${JSON.stringify(written)}`;
        const text = await readText(path, name);
        const file = { name, path: written, config: told({ name }, () => readFlinkConfig((0,external_node_path_.basename)(path), text)) };
        for (const [key, value] of file.config.entries)
            if (isSecretValue(key, value))
                this.#context.onSecret?.(key, value);
        this.#warnings.push(...file.config.warnings.map((warning) => `${name}: ${warning}`));
        return file;
    }
}
/** Runs a step on a file; what is wrong with the file is told under the name of its setting. */
function told({ name }, step) {
    try {
        return step();
    }
    catch (error) {
        if (!(error instanceof FlinkConfigError))
            throw error;
        throw new OptionError(`${name}: ${error.message}`, { cause: error });
    }
}
async function readText(path, name) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = __addDisposableResource(env_1, await (0,promises_.open)(path, 'r'), true);
            const found = await file.stat();
            if (!found.isFile())
                throw new OptionError(`${name} is no file: give the path of a flink-conf.yaml or config.yaml`);
            if (found.size > MOST_BYTES) {
                throw new OptionError(`${name} has ${found.size} bytes, more than a configuration of Flink has: check that it is the right file`);
            }
            return await file.readFile('utf8');
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
    catch (error) {
        if (error instanceof OptionError)
            throw error;
        throw new OptionError(`${name} cannot be read: check the path; relative ones count from the working directory`, { cause: error });
    }
}
function placeOf(text) {
    if (text === undefined || text.trim() === '')
        return undefined;
    try {
        return (0,location_location/* parseLocation */.zS)(text);
    }
    catch (error) {
        if (error instanceof location_location/* LocationError */.KA)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/cli/flink-configs.js


/**
 * The settings with what Flink configuration files add to them; what was taken from where goes to standard error. Keys in
 * the environment count before those of a file: it is where a command line's own keys come from.
 *
 * @throws OptionError for a file that cannot be read or says two things
 */
async function withFlinkConfigs(values, label, scope, { env, cwd, stderr }) {
    const settled = await settleFlinkConfigs(values, {
        scope, label, directory: cwd, hasIdentity: (env['AWS_ACCESS_KEY_ID']?.trim() ?? '') !== '',
    });
    for (const note of settled.notes)
        stderr.write(`${(0,printable/* printable */.g)(note)}\n`);
    for (const warning of settled.warnings)
        stderr.write(`warning: ${(0,printable/* printable */.g)(warning)}\n`);
    return settled;
}

;// CONCATENATED MODULE: ./build/cli/find-command.js









const CONFIG_HELP = {
    'source-flink-config': 'Flink\'s flink-conf.yaml or config.yaml, from which settings of S3 and the directory are taken that are not given',
};
/** Adds `find DIRECTORY`. */
function addFind(program, deps) {
    const names = COMMAND_OPTIONS.find.filter((name) => name !== 'directory' && isOption(name));
    const command = subcommand(program, 'find', 'find the newest complete snapshot in a directory')
        .argument('[DIRECTORY]', `${helpOf('directory')}; may be left out with --source-flink-config`)
        .addHelpText('after', `
Checkpoints of one job are told apart by their numbers, everything else by the time of _metadata.
${HELP.credentials}\n${HELP.exit}`);
    const read = addOptions(command, names, { 'job-id': 'only snapshots of this job, 32 hex digits', ...CONFIG_HELP });
    command.action(async (directory) => {
        await runFind({ ...read(), ...(directory !== undefined && { directory }) }, presentationOf(command), deps);
    });
}
async function runFind(values, how, deps) {
    const given = { ...values, directory: resolvePlace(findLabel('directory'), values.directory ?? '', deps.cwd) };
    const settled = await withFlinkConfigs(given, findLabel, 'search', deps);
    const request = readSearchRequest(settled.values, settled.label);
    const report = await deps.useCases.find(request, {
        signal: deps.signal,
        onWarning: (text) => { deps.stderr.write(`warning: ${(0,printable/* printable */.g)(text)}\n`); },
    });
    if (how.json)
        printJson(deps, report);
    else
        printLines(deps, searchLines(report));
}
const findLabel = (name) => name === 'directory' ? 'DIRECTORY' : commandLineLabel(name);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: ./build/storage/storage-error.js
var storage_error = __nccwpck_require__(5012);
// EXTERNAL MODULE: ./build/storage/file/homes.js
var homes = __nccwpck_require__(9761);
// EXTERNAL MODULE: ./build/storage/file/local-path.js
var local_path = __nccwpck_require__(4980);
// EXTERNAL MODULE: ./build/storage/file/open-file.js
var open_file = __nccwpck_require__(3100);
// EXTERNAL MODULE: ./build/storage/file/planted-links.js
var planted_links = __nccwpck_require__(4169);
;// CONCATENATED MODULE: ./build/storage/file/local-output.js
var local_output_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var local_output_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Makes the directory for files that the user asked for, with those above it.
 *
 * @param directory absolute
 * @throws StorageError where the way there is another user's link; else the system's error
 */
async function makeOutputDirectory(directory) {
    const planted = await (0,planted_links/* findPlantedLink */.o)(directory);
    if (planted !== undefined) {
        throw new storage_error/* StorageError */.a(`${directory} is reached through the symbolic link ${planted}, which another user made in a directory that everybody can write to: `
            + 'give the path without the link', { code: 'local', operation: 'mkdir' });
    }
    await (0,promises_.mkdir)(directory, { recursive: true });
}
/**
 * Refuses a path below a directory from which a symbolic link leads out. A workspace holds what somebody else committed.
 *
 * @param path absolute; need not be there
 * @throws StorageError naming where it leads
 */
async function requireOutputInside(path, directory) {
    await new Homes([parseWrittenLocation(directory)]).requireDirectory(parseWrittenLocation(path), 'written');
}
/**
 * Writes a file that the user asked for, whole or not at all, and whatever links others put in its way. A regular file that is
 * there is replaced.
 *
 * @param path absolute; the directories above it are made
 * @throws StorageError for a path at which a link, a device or a pipe is, or which is reached by another user's link; else the
 *   system's error
 */
async function writeOutputFile(path, text) {
    const directory = (0,external_node_path_.dirname)(path);
    await makeOutputDirectory(directory);
    await (0,open_file/* requireReplaceable */.um)(path, path);
    // A name that nobody can foresee, and `wx`, which follows no link: what is opened is ours.
    const temporary = (0,local_path/* temporaryPath */.l5)(directory, (0,external_node_crypto_.randomBytes)(8).toString('hex'));
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = local_output_addDisposableResource(env_1, await (0,promises_.open)(temporary, 'wx'), true);
            await file.writeFile(text);
            await file.sync();
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = local_output_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
    try {
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}

// EXTERNAL MODULE: ./build/examination/problem-text.js
var problem_text = __nccwpck_require__(8465);
;// CONCATENATED MODULE: ./build/face/html.js

const MOST_TEXT = 4_000;
const ENTITIES = {
    '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;',
};
/**
 * A text from outside inside HTML. Job summaries are HTML with every value escaped: paths come from users and from
 * `_metadata`, and in Markdown they could become links, images or headings. Overlong texts are cut.
 */
function escaped(text) {
    const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
    return (0,printable/* printable */.g)(short).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

;// CONCATENATED MODULE: ./build/face/files-verdict.js


/** The snapshot's files are not as the user wants them. */
class FilesError extends Error {
    name = 'FilesError';
}
/** Whether the check found all that it looked for, something that cannot be used, or does not know. */
function filesMood({ checked, notChecked, problems }) {
    if (problems.length > 0)
        return 'bad';
    return checked > 0 && notChecked === 0 ? 'good' : 'unknown';
}
const PROBLEM_TEXTS = {
    'missing': 'missing', 'wrong-size': 'of the wrong size', 'archived': 'archived',
};
/** What became of the files in a few words. What was not looked for is never called good. */
function filesCheckText({ checked, notChecked, problems }) {
    if (checked === 0) {
        return notChecked === 0
            ? 'none to look for: all state is in _metadata' : `not looked for: all ${(0,quantities/* formatCount */.B4)(notChecked)} lie elsewhere`;
    }
    const parts = Object.entries(PROBLEM_TEXTS).flatMap(([kind, text]) => {
        const count = problems.filter(({ problem }) => problem === kind).length;
        return count === 0 ? [] : [`${(0,quantities/* formatCount */.B4)(count)} ${text}`];
    });
    const some = notChecked === 0 ? 'all ' : '';
    const found = parts.length === 0 ? `${some}${(0,quantities/* formatCount */.B4)(checked)} are there` : `${parts.join(', ')} of ${(0,quantities/* formatCount */.B4)(checked)}`;
    return notChecked === 0 ? found : `${found}; ${(0,quantities/* formatCount */.B4)(notChecked)} elsewhere were not looked for`;
}
/**
 * Ends what looked at a snapshot where its files are not as the user wants them.
 *
 * @param label what the setting `fail-on` is called
 * @throws FilesError with the first file and what to do
 */
function refuseFiles(files, failOn, label) {
    if (files === undefined || failOn === 'never')
        return;
    const [first] = files.problems;
    if (first !== undefined) {
        const also = files.notChecked === 0 ? '' : ` (and ${(0,quantities/* countOf */.pq)(files.notChecked, 'file')} elsewhere not looked for)`;
        throw new FilesError(`${(0,quantities/* formatCount */.B4)(files.problems.length)} of ${(0,quantities/* countOf */.pq)(files.checked, 'file')} cannot be used${also}, such as ${(0,problem_text/* problemText */.f)(first)}: `
            + `${adviceOn(files.problems)}; with ${label} never this is told only`);
    }
    if (files.checked === 0 && files.notChecked > 0) {
        throw new FilesError(`no file was looked for: all ${(0,quantities/* formatCount */.B4)(files.notChecked)} lie in another bucket or directory than the snapshot. Was it copied by `
            + `another tool? relocate gives its paths the new place; with ${label} never this is told only`);
    }
    if (failOn === 'outside' && files.outside > 0) {
        throw new FilesError(`${(0,quantities/* countOf */.pq)(files.outside, 'file')} of the snapshot ${files.outside === 1 ? 'lies' : 'lie'} outside of its own directory`
            + `${files.notChecked === 0 ? '' : `, ${(0,quantities/* formatCount */.B4)(files.notChecked)} of them not looked for`}: a job restored from it needs those `
            + 'places too; relocate with external-files copy brings them together');
    }
}
function adviceOn(problems) {
    return problems.every(({ problem }) => problem === 'archived')
        ? 'restore the archived objects first' : 'take a new savepoint, or choose another checkpoint';
}

// EXTERNAL MODULE: ./build/inspection/places.js
var places = __nccwpck_require__(819);
;// CONCATENATED MODULE: ./build/face/inspection-groups.js
/** Where relative files are. */
const BESIDE = 'beside _metadata';
/**
 * References by their directory, largest first: ten thousand files in one table help nobody, what counts is under which
 * directories they lie.
 */
function groupReferences(references) {
    const groups = new Map();
    for (const reference of references) {
        const { kind, place } = reference;
        const directory = directoryOf(reference);
        const key = `${kind} ${place} ${directory}`;
        let group = groups.get(key);
        if (group === undefined) {
            group = { directory, kind, place, references: [], handles: 0, bytes: 0 };
            groups.set(key, group);
        }
        group.references.push(reference);
        group.handles += reference.count;
        group.bytes += reference.bytes;
    }
    return [...groups.values()].sort((a, b) => b.bytes - a.bytes);
}
function directoryOf({ kind, path }) {
    if (kind === 'directory')
        return path;
    const end = path.lastIndexOf('/');
    return kind === 'relative' || end <= 0 ? BESIDE : path.slice(0, end);
}

;// CONCATENATED MODULE: ./build/face/inspection-lines.js








const MOST_PROBLEMS = 50;
/** An examination for people: facts, files, relocation, operators, references by their directory, warnings. */
function inspectionLines(examination, limits = {}) {
    const facts = inspectionFacts(examination);
    const width = Math.max(...facts.map(([label]) => label.length));
    const lines = [
        examination.path,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
        '', ...operatorLines(examination.operators, limits),
        '', ...inspection_lines_referenceLines(examination.references),
    ];
    if (examination.files !== undefined && examination.files.problems.length > 0)
        lines.push('', ...problemLines(examination.files));
    if (examination.relocation !== undefined)
        lines.push('', ...relocationLines(examination.relocation));
    if (examination.warnings.length > 0) {
        lines.push('', 'Warnings', ...examination.warnings.map((warning) => `  ${warning}`));
    }
    return lines.map(printable/* printable */.g);
}
/** Label and value of each fact of the snapshot as a whole. */
function inspectionFacts(examination) {
    const { inlineStates, masterStates, claimMode, files } = examination;
    const facts = [
        ['kind', kindText(examination.kind)],
        ['checkpoint', examination.checkpointId],
        ['metadata', `version ${examination.metadataVersion} (Flink ${examination.flinkVersions}), ${(0,quantities/* formatBytes */.z3)(examination.metadataBytes)}`],
        ['state', inspection_lines_stateText(examination.stateBytes, examination.bytesByPlace)],
        ['in-line', `${(0,quantities/* countOf */.pq)(inlineStates.count, 'state')}, ${(0,quantities/* formatBytes */.z3)(inlineStates.bytes)}`],
    ];
    if (claimMode !== undefined)
        facts.push(['claim mode', claimMode]);
    if (masterStates.length > 0)
        facts.push(['master state', masterStates.join(', ')]);
    if (files !== undefined)
        facts.push(['files', filesCheckText(files)]);
    return facts;
}
/** What each place is called. */
const PLACE_TEXTS = {
    inline: 'in-line', exclusive: 'exclusive', shared: 'shared', changelog: 'changelog', external: 'external',
};
function inspection_lines_stateText(stateBytes, bytesByPlace) {
    const parts = places/* STATE_PLACES */.lT.filter((place) => bytesByPlace[place] > 0)
        .map((place) => `${PLACE_TEXTS[place]} ${(0,quantities/* formatBytes */.z3)(bytesByPlace[place])}`);
    return parts.length === 0 ? (0,quantities/* formatBytes */.z3)(stateBytes) : `${(0,quantities/* formatBytes */.z3)(stateBytes)} (${parts.join(', ')})`;
}
function operatorLines(operators, { mostOperators }) {
    if (operators.length === 0)
        return ['No operators'];
    const shown = mostOperators === undefined || operators.length <= mostOperators
        ? operators
        : [...operators].sort((a, b) => b.stateBytes - a.stateBytes).slice(0, mostOperators);
    // Names and uids stand in the file since Flink 2.0 only, and most jobs set no uids: no columns of dashes.
    const named = shown.some(({ name }) => name !== undefined);
    const identified = shown.some(({ uid }) => uid !== undefined);
    const rows = shown.map((operator) => [
        ...(named ? [operator.name ?? '-'] : []),
        ...(identified ? [operator.uid ?? '-'] : []),
        operator.id,
        String(operator.parallelism),
        String(operator.maxParallelism),
        finishedText(operator),
        (0,quantities/* formatBytes */.z3)(operator.stateBytes),
        operator.skew === undefined ? '-' : (0,quantities/* formatBytes */.z3)(operator.skew.maxBytes),
        skewText(operator),
    ].map(printable/* printable */.g));
    const texts = [...(named ? ['name'] : []), ...(identified ? ['uid'] : []), 'operator id'];
    const table = tableLines([...texts, 'parallelism', 'max', 'subtasks', 'state', 'largest subtask', 'skew'], [...texts.map(() => 'left'), 'right', 'right', 'left', 'right', 'right', 'right'], rows);
    const rest = operators.length - shown.length;
    return [
        `Operators: ${(0,quantities/* formatCount */.B4)(operators.length)}`,
        ...table.map((line) => `  ${line}`),
        ...(rest > 0 ? [`  and ${(0,quantities/* formatCount */.B4)(rest)} more with less state`] : []),
    ];
}
/** The largest subtask against the mean: `1.5x`. */
function skewText({ skew }) {
    return skew === undefined ? '-' : `${skew.ratio < 99.95 ? skew.ratio.toFixed(1) : (0,quantities/* formatCount */.B4)(skew.ratio)}x`;
}
/** How many subtasks have state, and how many have finished. */
function finishedText(operator) {
    if (operator.fullyFinished)
        return 'all finished';
    const finished = operator.finishedSubtasks === 0 ? '' : `, ${operator.finishedSubtasks} finished`;
    return `${operator.subtasks} with state${finished}`;
}
function inspection_lines_referenceLines(references) {
    if (references.length === 0)
        return ['No references: all state is in _metadata itself'];
    const rows = groupReferences(references).map(({ directory, kind, place, references: files, handles, bytes }) => [
        directory, kind, PLACE_TEXTS[place], (0,quantities/* formatCount */.B4)(files.length), (0,quantities/* formatCount */.B4)(handles), (0,quantities/* formatBytes */.z3)(bytes),
    ].map(printable/* printable */.g));
    return [
        `References: ${(0,quantities/* formatCount */.B4)(references.length)}`,
        ...tableLines(['directory', 'kind', 'place', 'paths', 'handles', 'bytes'], ['left', 'left', 'left', 'right', 'right', 'right'], rows).map((line) => `  ${line}`),
    ];
}
function problemLines({ problems }) {
    const rest = problems.length - MOST_PROBLEMS;
    return [
        `Files that cannot be used: ${(0,quantities/* formatCount */.B4)(problems.length)}`,
        ...problems.slice(0, MOST_PROBLEMS).map((problem) => `  ${(0,problem_text/* problemText */.f)(problem)}`),
        ...(rest > 0 ? [`  and ${(0,quantities/* formatCount */.B4)(rest)} more`] : []),
    ];
}
function relocationLines(preview) {
    return ['A relocation', ...relocationFacts(preview).map((line) => `  ${line}`)];
}
/** What a relocation would do, line by line. */
function relocationFacts(preview) {
    if (!preview.possible)
        return [`would stop: ${preview.reason}`, ...preview.details.map((line) => `  ${line}`)];
    const there = preview.filesThere === 0 ? '' : `, ${(0,quantities/* formatCount */.B4)(preview.filesThere)} already there`;
    const cost = preview.transferMode === 'local' ? '' : `, about ${(0,quantities/* countOf */.pq)(preview.requests, 'request')} to S3`;
    return [
        `would place it at ${preview.savepointPath}`,
        `would copy ${(0,quantities/* countOf */.pq)(preview.filesToCopy, 'file')} (${(0,quantities/* formatBytes */.z3)(preview.bytesToCopy)})${there}${cost}`,
        `would rewrite ${(0,quantities/* countOf */.pq)(preview.urisRewritten, 'URI')}, ${modeText(preview.transferMode)}`,
        ...preview.warnings.map((warning) => `warning: ${warning}`),
    ];
}

;// CONCATENATED MODULE: ./build/page/page-assets.js
// Made from src/page/browser/ by scripts/page-assets.ts (npm run page:assets). Not edited by hand.
/** What the page runs. */
const PAGE_SCRIPT = "\"use strict\";(()=>{function s(o,e={},...t){let n=document.createElement(o);for(let[r,i]of Object.entries(e))r===\"text\"?n.textContent=i:n.setAttribute(r,i);return n.append(...t),n}function b(o){let e=document.getElementById(o);if(e===null)throw new Error(`the page has no element ${o}`);return e}var E=[\"B\",\"KiB\",\"MiB\",\"GiB\",\"TiB\",\"PiB\"];function h(o){let e=Math.max(0,o),t=0;for(;e>=1023.95&&t<E.length-1;)e/=1024,t+=1;let n=t===0||e>=99.95?0:1;return`${e.toFixed(n)} ${E[t]??\"\"}`}function m(o){return String(Math.round(o)).replace(/\\B(?=(\\d{3})+$)/g,\",\")}var N=\"http://www.w3.org/2000/svg\";function L(o,e){let t=p(\"svg\",{class:\"bar\",viewBox:\"0 0 1000 10\",preserveAspectRatio:\"none\",\"aria-hidden\":\"true\"});t.append(p(\"rect\",{class:\"bar-track\",width:\"1000\",height:\"10\"}));let n=o.reduce((i,{value:l})=>i+l,0),r=0;for(let{className:i,value:l,title:a}of o){if(l<=0)continue;let c=Math.max(l/n*e*1e3,2),d=p(\"rect\",{class:i,x:String(r),width:String(c),height:\"10\"}),u=p(\"title\",{});u.textContent=a,d.append(u),t.append(d),r+=c}return t}var H=16;function k(o,e,t){let n=A(o,e),r=Math.max(n.length,H),i=n.reduce((a,{value:c})=>Math.max(a,c),0),l=p(\"svg\",{class:\"columns\",viewBox:`0 0 ${r*10} 100`,preserveAspectRatio:\"none\",\"aria-hidden\":\"true\"});for(let[a,{value:c,title:d}]of n.entries()){let u=i===0?0:c/i*100,f=p(\"rect\",{class:\"column\",x:String(a*10+1),y:String(100-u),width:\"8\",height:String(u)}),y=p(\"title\",{});y.textContent=d,f.append(y),l.append(f)}if(t!==void 0&&i>0){let a=String(100-t/i*100);l.append(p(\"line\",{class:\"mean\",x1:\"0\",x2:String(r*10),y1:a,y2:a}))}return l}function A(o,e){return o.length<=e?o:Array.from({length:e},(t,n)=>o.slice(Math.floor(n*o.length/e),Math.floor((n+1)*o.length/e)).reduce((r,i)=>i.value>r.value?i:r))}function p(o,e){let t=document.createElementNS(N,o);for(let[n,r]of Object.entries(e))t.setAttribute(n,r);return t}var x=100,D=1e3,F=120,g=class{root;#e;#a=s(\"tbody\");#d=s(\"p\",{class:\"status\",role:\"status\"});#i=s(\"button\",{type:\"button\",class:\"more\"});#r=s(\"input\",{type:\"search\",spellcheck:\"false\",autocomplete:\"off\"});#u=[];#s=new Set;#t;#n;#o=x;constructor(e){this.#e=e,this.#n=e.rows,this.#r.placeholder=e.placeholder,this.#r.setAttribute(\"aria-label\",`Filter ${e.noun}: ${e.placeholder}`),this.root=s(\"div\",{class:\"data-table\"},s(\"div\",{class:\"controls\"},this.#r,this.#d),s(\"div\",{class:\"scroll\"},s(\"table\",{\"aria-label\":e.noun},this.#p(),this.#a)),this.#i);let t=0;this.#r.addEventListener(\"input\",()=>{clearTimeout(t),t=window.setTimeout(()=>{this.#c()},F)}),this.#i.addEventListener(\"click\",()=>{this.#g()}),window.addEventListener(\"beforeprint\",()=>{this.#l(D)}),window.addEventListener(\"afterprint\",()=>{this.#l(this.#o)}),this.#c()}#p(){let e=this.#e.columns.map(({title:n,...r},i)=>{let l=s(\"button\",{type:\"button\",text:n});l.addEventListener(\"click\",()=>{this.#f(i)});let a=s(\"th\",{scope:\"col\",class:C(r)},l);return this.#u.push(a),a}),t=s(\"th\",{scope:\"col\",class:\"opener\"},s(\"span\",{class:\"hidden\",text:\"Details\"}));return s(\"thead\",{},s(\"tr\",{},t,...e))}#f(e){let t=this.#e.columns[e]?.numeric===!0,n=this.#t;n?.column!==e?this.#t={column:e,descending:t}:this.#t=n.descending===t?{column:e,descending:!t}:void 0;for(let[r,i]of this.#u.entries())this.#t?.column===r?i.setAttribute(\"aria-sort\",this.#t.descending?\"descending\":\"ascending\"):i.removeAttribute(\"aria-sort\");this.#c()}#c(){let{rows:e,matches:t,columns:n}=this.#e,r=this.#m(),i=r===\"\"?[...e]:e.filter(a=>t(a,r)),l=this.#t&&n[this.#t.column];if(l!==void 0){let a=this.#t?.descending===!0?-1:1,c=i.map(d=>({row:d,key:l.key(d)}));c.sort((d,u)=>a*_(d.key,u.key)),this.#n=c.map(({row:d})=>d)}else this.#n=i;this.#o=x,this.#l(this.#o)}#m(){return this.#r.value.trim().toLowerCase()}#g(){let e=this.#o;this.#o+=x,this.#l(this.#o),this.#a.querySelectorAll(\"tr.row\")[e]?.querySelector(\"button\")?.focus()}#l(e){let t=this.#n.slice(0,e);this.#a.replaceChildren(...t.flatMap(r=>this.#b(r)));let n=this.#n.length-t.length;this.#i.hidden=n===0,this.#i.textContent=`Show ${m(Math.min(x,n))} more`,this.#d.textContent=this.#y(t.length)}#y(e){let{rows:t,noun:n}=this.#e,r=this.#n.length;if(r===0)return`No ${n} match`;let i=r===t.length?m(r):`${m(r)} of ${m(t.length)}`;return e===r?`${i} ${n}`:`${i} ${n}, the first ${m(e)} shown`}#b(e){let t=this.#e.columns.map((l,a)=>s(a===0?\"th\":\"td\",{...a===0&&{scope:\"row\"},class:C(l)},l.cell(e))),n=s(\"td\",{class:\"opener\"}),r=s(\"tr\",{class:\"row\"},n,...t),i=this.#s.has(e)?this.#h(e):void 0;return(i!==void 0||this.#e.detail(e,\"\")!==void 0)&&n.append(this.#x(e,r,t[0])),i===void 0?[r]:[r,i]}#x(e,t,n){let r=s(\"button\",{type:\"button\",\"aria-expanded\":String(this.#s.has(e)),\"aria-label\":`Details of ${n?.textContent??\"\"}`});return r.addEventListener(\"click\",()=>{let i=!this.#s.has(e);if(r.setAttribute(\"aria-expanded\",String(i)),i){this.#s.add(e);let l=this.#h(e);l!==void 0&&t.after(l)}else this.#s.delete(e),t.nextElementSibling?.remove()}),r}#h(e){let t=this.#e.detail(e,this.#m());if(t===void 0)return;let n=s(\"td\",{colspan:String(this.#e.columns.length)},t);return s(\"tr\",{class:\"detail\"},s(\"td\",{class:\"opener\"}),n)}};function C({numeric:o,lesser:e}){return[...o===!0?[\"number\"]:[],...e===!0?[\"lesser\"]:[]].join(\" \")}function _(o,e){return typeof o==\"number\"&&typeof e==\"number\"?o-e:String(o).localeCompare(String(e))}var G=2,I=32,T=256,j=10;function R({operators:o,places:e}){let t=o.reduce((n,{stateBytes:r})=>Math.max(n,r),1);return new g({noun:o.length===1?\"operator\":\"operators\",rows:o,placeholder:\"name, uid or id\",matches:({id:n,name:r,uid:i},l)=>n.includes(l)||r?.toLowerCase().includes(l)===!0||i?.toLowerCase().includes(l)===!0,detail:V,columns:[{title:\"Operator\",key:n=>n.name??n.uid??n.id,cell:K},v(\"Parallelism\",({parallelism:n})=>n),v(\"Max\",({maxParallelism:n})=>n),{title:\"State\",numeric:!0,key:({stateBytes:n})=>n,cell:({stateBytes:n,placeBytes:r})=>{let i=r.map((c,d)=>{let u=e[d]??{key:\"inline\",label:\"\"};return{className:`place-${u.key}`,value:c,title:`${u.label} ${h(c)}`}}),l=i.filter(({value:c})=>c>0).map(({title:c})=>c).join(\", \"),a=s(\"span\",{text:h(n)});return s(\"div\",{class:\"meter\",title:l},a,L(i,n/t))}},{title:\"Skew\",numeric:!0,key:({skew:n})=>n?.ratio??0,cell:W}]}).root}function v(o,e){return{title:o,numeric:!0,lesser:!0,key:e,cell:t=>m(e(t))}}function K({id:o,name:e,uid:t}){let n=e??t??o,r=s(\"div\",{class:\"operator\"},s(\"span\",{class:n===o?\"code\":\"name\",text:n})),i=[...t!==void 0&&t!==n?[t]:[],...n===o?[]:[o]];return i.length>0&&r.append(s(\"span\",{class:\"code minor\",text:i.join(\" \\xB7 \")})),r}function W(o){let{skew:e}=o;if(e===void 0)return\"\\u2013\";let t=s(\"div\",{class:e.ratio>=G?\"skew notable\":\"skew\"});return o.subtaskBytes!==void 0&&t.append(k(P(o),I,void 0)),t.append(s(\"span\",{text:`${e.ratio<99.95?e.ratio.toFixed(1):m(e.ratio)}\\xD7`})),t}function P({subtaskBytes:o=[],subtaskIndexes:e}){return o.map((t,n)=>({value:t,title:`subtask ${String(e?.[n]??n)}: ${h(t)}`}))}function V(o){let{skew:e,coordinatorBytes:t}=o,n=[o.subtasks];e!==void 0&&n.push(`smallest ${h(e.minBytes)}`,`median ${h(e.medianBytes)}`,`largest ${h(e.maxBytes)}`,`the largest has ${e.ratio.toFixed(2)} times the mean`),t>0&&n.push(`coordinator ${h(t)}`);let r=s(\"div\",{class:\"subtasks\"},s(\"p\",{text:n.join(\" \\xB7 \")}));if(o.subtaskBytes===void 0)return r.append(s(\"p\",{class:\"minor\",text:\"The subtasks of this operator are left out of the page; inspect --json has them.\"})),r;let i=P(o);if(i.length===0)return r;let l=e===void 0?void 0:e.maxBytes/e.ratio;r.append(k(i,T,l));let a=i.length>T?`, each column the largest of ${m(Math.ceil(i.length/T))}`:\"\",c=l===void 0?\"\":\"; the line is the mean\";r.append(s(\"p\",{class:\"minor\",text:`State by subtask index${a}${c}`}));let d=[...i].sort((u,f)=>f.value-u.value).slice(0,j);return r.append(s(\"ol\",{class:\"largest\"},...d.map(({title:u})=>s(\"li\",{text:u})))),r}var S=100;function B({groups:o,places:e}){return new g({noun:o.length===1?\"directory\":\"directories\",rows:o,placeholder:\"directory or file name\",matches:({directory:t,files:n},r)=>t.toLowerCase().includes(r)||n.some(([i])=>i.toLowerCase().includes(r)),detail:q,columns:[{title:\"Directory\",key:({directory:t})=>t,cell:({directory:t})=>s(\"span\",{class:\"code\",text:t})},{title:\"Place\",key:({place:t})=>e[t]?.label??\"\",cell:({place:t})=>s(\"span\",{class:`tag place-${e[t]?.key??\"inline\"}`,text:e[t]?.label??\"\"})},{title:\"Kind\",lesser:!0,key:({kind:t})=>t,cell:({kind:t})=>t},{title:\"Paths\",numeric:!0,key:({paths:t})=>t,cell:({paths:t})=>m(t)},{title:\"Handles\",numeric:!0,lesser:!0,key:({handles:t})=>t,cell:({handles:t})=>m(t)},{title:\"Bytes\",numeric:!0,key:({bytes:t})=>t,cell:({bytes:t})=>h(t)}]}).root}function q({directory:o,files:e,paths:t,kind:n},r){if(e.length===0)return n===\"directory\"?void 0:s(\"p\",{class:\"minor\",text:\"The files of this directory are left out of the page; inspect --json has them.\"});let i=e.filter(([M])=>M.toLowerCase().includes(r)),l=o.toLowerCase().includes(r)||i.length===0?e:i,a=s(\"tbody\"),c=s(\"button\",{type:\"button\",class:\"more\"}),d=0,u=()=>{a.append(...l.slice(d,d+S).map(U)),d=Math.min(d+S,l.length),c.hidden=d===l.length,c.textContent=`Show ${m(Math.min(S,l.length-d))} more of ${m(l.length-d)}`};c.addEventListener(\"click\",u),u();let f=s(\"thead\",{},s(\"tr\",{},...[[\"File\",\"\"],[\"Handles\",\"number\"],[\"Bytes\",\"number\"]].map(([M=\"\",O=\"\"])=>s(\"th\",{scope:\"col\",class:O,text:M})))),y={class:\"files\",tabindex:\"0\",role:\"region\",\"aria-label\":`files in ${o}`},$=s(\"div\",y,s(\"table\",{},f,a),c);return e.length<t&&$.append(s(\"p\",{class:\"minor\",text:`${m(t-e.length)} smaller files are left out of the page`})),$}function U([o,e,t]){return s(\"tr\",{},s(\"th\",{scope:\"row\",class:\"code\",text:o}),s(\"td\",{class:\"number\",text:m(t)}),s(\"td\",{class:\"number\",text:h(e)}))}var w=JSON.parse(b(\"model\").textContent);w.operators.length>0&&b(\"operators\").replaceChildren(R(w));w.groups.length>0&&b(\"references\").replaceChildren(B(w));document.addEventListener(\"keydown\",o=>{if(o.key!==\"/\"||o.target instanceof HTMLInputElement)return;let e=document.querySelector(\"input[type=search]\");e!==null&&(o.preventDefault(),e.focus())});})();";
/** How the page looks. */
const PAGE_STYLE = ":root{color-scheme:light dark;--ground: #fbfbfa;--panel: #ffffff;--text: #1d2329;--minor: #5b6570;--line: #e2e4e8;--track: #eceef1;--accent: #1f5fbf;--notable: #a8480a;--inline: #8b95a1;--exclusive: #3b78c9;--shared: #2b958a;--changelog: #d99a2b;--external: #c4543f;--mono: ui-monospace, \"SFMono-Regular\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace}@media(prefers-color-scheme:dark){:root{--ground: #14171a;--panel: #1b1f24;--text: #e4e7ea;--minor: #98a2ad;--line: #2d333a;--track: #272c33;--accent: #86b3f3;--notable: #f0a468;--inline: #7d8894;--exclusive: #5f9be8;--shared: #4cb5a9;--changelog: #e2ad4c;--external: #e07c66}}*{box-sizing:border-box}body{margin:0 auto;max-width:76rem;padding:2rem 1.5rem 4rem;background:var(--ground);color:var(--text);font:15px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif}h1{margin:0;font-size:1.5rem;font-weight:600;overflow-wrap:anywhere}h2{margin:2.5rem 0 .75rem;font-size:1.1rem;font-weight:600}p{margin:.25rem 0}a{color:var(--accent)}.code{font-family:var(--mono);font-size:.86em;overflow-wrap:anywhere}.minor{color:var(--minor)}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;padding:.25rem .75rem;background:var(--panel)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem 2rem;margin:1.5rem 0 0}.facts dt{color:var(--minor);font-size:.85em}.facts dt:first-letter{text-transform:uppercase}.facts dd{margin:0;overflow-wrap:anywhere}.bar{display:block;width:100%;height:6px;border-radius:3px;overflow:hidden}.places .bar{height:14px;border-radius:4px}.bar-track{fill:var(--track)}.place-inline{fill:var(--inline);--mark: var(--inline)}.place-exclusive{fill:var(--exclusive);--mark: var(--exclusive)}.place-shared{fill:var(--shared);--mark: var(--shared)}.place-changelog{fill:var(--changelog);--mark: var(--changelog)}.place-external{fill:var(--external);--mark: var(--external)}.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:.75rem 0 0;padding:0;list-style:none}.legend li:before,.tag:before{content:\"\";display:inline-block;width:.7em;height:.7em;margin-right:.5em;border-radius:2px;background:var(--mark)}.tag{white-space:nowrap}.notes{margin:0;padding:0;list-style:none}.notes li{padding:.2rem 0 .2rem .9rem;border-left:3px solid var(--changelog);overflow-wrap:anywhere}.notes li+li{margin-top:.25rem}.notes.bad li{border-left-color:var(--external)}.notes.good li{border-left-color:var(--shared)}details summary{cursor:pointer;color:var(--accent);margin-top:.5rem}.controls{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1rem;margin-bottom:.5rem}.status{color:var(--minor);font-size:.9em}input[type=search]{width:min(22rem,100%);padding:.4rem .65rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:inherit;font:inherit}.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--panel)}table{width:100%;border-collapse:collapse}th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;font-weight:400}thead th{color:var(--minor);font-size:.85em;white-space:nowrap;border-bottom:1px solid var(--line)}tbody th .code{display:inline-block;min-width:14rem}tbody tr+tr>*{border-top:1px solid var(--line)}tbody tr.detail>*{border-top:0;padding-top:0}.number{width:1%;white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}thead .number button{margin-right:-.4rem}thead button{margin-left:-.4rem;padding:.1rem .4rem;border:0;background:none;color:inherit;font:inherit;cursor:pointer}thead button:hover{color:var(--text)}thead button:after{content:\"\\2195\";margin-left:.35em;opacity:.35}[aria-sort] button{color:var(--text);font-weight:600}[aria-sort=descending] button:after{content:\"\\2193\";opacity:1}[aria-sort=ascending] button:after{content:\"\\2191\";opacity:1}.opener{width:2rem;padding-right:0}.opener button{width:1.4rem;height:1.4rem;padding:0;border:0;background:none;color:var(--minor);font:inherit;cursor:pointer}.opener button:before{content:\"\\25b8\"}.opener button[aria-expanded=true]:before{content:\"\\25be\"}.row:hover{background:color-mix(in srgb,var(--accent) 5%,transparent)}.operator{min-width:12rem}.operator span{display:block}.operator .name{overflow-wrap:anywhere}.meter{width:clamp(9rem,20vw,16rem)}.meter .bar{margin-top:.35rem}.skew{display:flex;justify-content:flex-end;align-items:flex-end;gap:.6rem}.skew .columns{width:5rem;height:1.4rem}.skew.notable{color:var(--notable);font-weight:600}.column{fill:var(--exclusive)}.notable .column{fill:var(--notable)}.mean{stroke:var(--notable);stroke-width:1.5;stroke-dasharray:4 3;vector-effect:non-scaling-stroke}.subtasks .columns{display:block;width:100%;height:5rem;margin:.75rem 0 .25rem;border-bottom:1px solid var(--line)}.largest{columns:14rem;margin:.5rem 0;padding-left:1.5rem;font-size:.9em;font-variant-numeric:tabular-nums}.files{max-height:24rem;overflow-y:auto}.files th,.files td{padding:.25rem .75rem}.files thead th{position:sticky;top:0;background:var(--panel)}.more{margin:.75rem 0 0;padding:.35rem .9rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--accent);font:inherit;cursor:pointer}[hidden]{display:none}footer{margin-top:3rem;color:var(--minor);font-size:.85em}@media(max-width:40rem){body{padding:1rem .75rem 3rem}th,td{padding:.45rem .4rem}.lesser,.skew .columns{display:none}.operator{min-width:7rem}.meter{width:6rem}tbody th .code{min-width:9rem}}@media print{:root{color-scheme:light;--ground: #ffffff;--panel: #ffffff;--text: #000000;--minor: #444444;--line: #cccccc;--track: #eeeeee;--accent: #1f5fbf;--notable: #a8480a;--inline: #8b95a1;--exclusive: #3b78c9;--shared: #2b958a;--changelog: #d99a2b;--external: #c4543f}body{max-width:none;padding:0;font-size:10pt}.bar,.columns,.legend li:before,.tag:before{print-color-adjust:exact}input,.more,.opener,.skip,thead button:after{display:none}.scroll{border:0;overflow:visible}.files{max-height:none;overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}";

;// CONCATENATED MODULE: ./build/page/page-data.js




/** A page of these is some 30 MB. */
const LIMITS = { mostFiles: 300_000, mostSubtasks: 1_000_000 };
/** What the page's script needs of an examination. Where something is left out it is the smallest. */
function pageModelOf({ operators, references }, limits = LIMITS) {
    return {
        places: places/* STATE_PLACES */.lT.map((key) => ({ key, label: PLACE_TEXTS[key] })),
        operators: pageOperators(operators, limits.mostSubtasks),
        groups: pageGroups(groupReferences(references), limits.mostFiles),
    };
}
function pageOperators(operators, mostSubtasks) {
    let left = mostSubtasks;
    return [...operators].sort((a, b) => b.stateBytes - a.stateBytes).map((operator) => {
        const { name, uid, skew } = operator;
        const indexes = Object.keys(operator.subtaskBytes).map(Number);
        left -= indexes.length;
        return {
            id: operator.id,
            ...(name !== undefined && { name: (0,printable/* printable */.g)(name) }),
            ...(uid !== undefined && { uid: (0,printable/* printable */.g)(uid) }),
            parallelism: operator.parallelism,
            maxParallelism: operator.maxParallelism,
            subtasks: finishedText(operator),
            stateBytes: operator.stateBytes,
            coordinatorBytes: operator.coordinatorBytes,
            placeBytes: places/* STATE_PLACES */.lT.map((place) => operator.bytesByPlace[place]),
            ...(skew && { skew }),
            ...(left >= 0 && { subtaskBytes: Object.values(operator.subtaskBytes) }),
            ...(left >= 0 && indexes.some((index, row) => index !== row) && { subtaskIndexes: indexes }),
        };
    });
}
function pageGroups(groups, mostFiles) {
    let left = mostFiles;
    return groups.map(({ directory, kind, place, references, handles, bytes }) => {
        const files = [...references].sort((a, b) => b.bytes - a.bytes).slice(0, left);
        left -= files.length;
        return {
            directory: (0,printable/* printable */.g)(directory), kind, place: places/* STATE_PLACES */.lT.indexOf(place), paths: references.length, handles, bytes,
            files: kind === 'directory' ? [] : files.map(({ path, bytes: size, count }) => [(0,printable/* printable */.g)(kind === 'relative' ? path : path.slice(path.lastIndexOf('/') + 1)), size, count]),
        };
    });
}

;// CONCATENATED MODULE: ./build/page/render-page.js










const render_page_MOST_PROBLEMS = 1000;
/** So many lines of a list are seen at once, the others after a click. */
const OPEN_LINES = 10;
/**
 * The examination as one HTML page: no request leaves it, and its policy forbids any. All values are escaped, the tables
 * are built from JSON by the page's own script.
 */
function renderPage(examination, limits) {
    const name = examination.path.slice(examination.path.lastIndexOf('/') + 1);
    return [
        '<!DOCTYPE html>',
        '<html lang="en">',
        '<head>',
        '<meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        `<title>${escaped(name)} · Flink snapshot</title>`,
        `<style>${PAGE_STYLE}</style>`,
        '</head>',
        '<body>',
        '<a class="skip" href="#operators">To the operators</a>',
        ...headSection(examination, name),
        ...placesSection(examination.bytesByPlace),
        ...notes('Warnings', '', examination.warnings),
        ...filesSection(examination),
        ...relocationSection(examination.relocation),
        ...tableSection('operators', 'Operators', examination.operators.length, 'This snapshot has no operators.'),
        ...tableSection('references', 'References', examination.references.length, 'All state is in _metadata itself.'),
        `<footer>Made by ${failure/* PROGRAM */.R} from _metadata; no state was read.</footer>`,
        `<script type="application/json" id="model">${embeddedJson(pageModelOf(examination, limits))}</script>`,
        `<script>${PAGE_SCRIPT}</script>`,
        '</body>',
        '</html>',
        '',
    ].join('\n');
}
/** Nothing but this very script and style runs or shows, whatever else might get into the page. */
function contentPolicy() {
    const hash = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
    return `default-src 'none'; script-src ${hash(PAGE_SCRIPT)}; style-src ${hash(PAGE_STYLE)}; base-uri 'none'; form-action 'none'`;
}
/** JSON that can stand in a script element: what could end it, or begin a comment, is written as an escape. */
function embeddedJson(value) {
    return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => (`\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
function headSection(examination, name) {
    // The places and the files have sections of their own.
    const shown = inspectionFacts(examination).filter(([label]) => label !== 'files')
        .map(([label, value]) => [label, label === 'state' ? (0,quantities/* formatBytes */.z3)(examination.stateBytes) : value]);
    return [
        '<header>',
        `<h1>${escaped(name)}</h1>`,
        `<p class="code minor">${escaped(examination.path)}</p>`,
        '<dl class="facts">',
        ...shown.map(([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`),
        '</dl>',
        '</header>',
    ];
}
function placesSection(bytesByPlace) {
    const total = places/* STATE_PLACES */.lT.reduce((sum, place) => sum + bytesByPlace[place], 0);
    if (total === 0)
        return [];
    const present = places/* STATE_PLACES */.lT.filter((place) => bytesByPlace[place] > 0);
    let x = 0;
    const parts = present.map((place) => {
        const width = Math.max((bytesByPlace[place] / total) * 1000, 2);
        const rect = `<rect class="place-${place}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
        x += width;
        return rect;
    });
    const legend = present.map((place) => {
        const share = (bytesByPlace[place] * 100) / total;
        return `<li class="place-${place}">${PLACE_TEXTS[place]} ${(0,quantities/* formatBytes */.z3)(bytesByPlace[place])} `
            + `<span class="minor">${share < 0.1 ? 'below 0.1' : share.toFixed(1)} %</span></li>`;
    });
    return [
        '<section class="places" aria-labelledby="places-title">',
        '<h2 id="places-title">Where the bytes of state lie</h2>',
        `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`,
        `<ul class="legend">${legend.join('')}</ul>`,
        '</section>',
    ];
}
function notes(title, style, lines) {
    if (lines.length === 0)
        return [];
    const list = (some) => (`<ul class="notes ${style}">${some.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`);
    const rest = lines.slice(OPEN_LINES);
    return [
        `<section><h2>${escaped(title)}</h2>`,
        list(lines.slice(0, OPEN_LINES)),
        ...(rest.length === 0 ? [] : [`<details><summary>${(0,quantities/* formatCount */.B4)(rest.length)} more</summary>${list(rest)}</details>`]),
        '</section>',
    ];
}
function filesSection({ files }) {
    if (files === undefined)
        return [];
    const { problems } = files;
    if (problems.length === 0)
        return notes('Files', filesMood(files) === 'good' ? 'good' : '', [filesCheckText(files)]);
    const rest = problems.length - render_page_MOST_PROBLEMS;
    const lines = problems.slice(0, render_page_MOST_PROBLEMS).map(problem_text/* problemText */.f);
    return notes(`Files: ${filesCheckText(files)}`, 'bad', rest > 0 ? [...lines, `and ${(0,quantities/* countOf */.pq)(rest, 'more file')}`] : lines);
}
function relocationSection(preview) {
    if (preview === undefined)
        return [];
    return notes('What a relocation would do', preview.possible ? 'good' : 'bad', relocationFacts(preview));
}
/** The script puts a table in place of the sentence. */
function tableSection(id, title, count, empty) {
    const sentence = count === 0 ? empty : `${(0,quantities/* formatCount */.B4)(count)} ${id}; the table needs a browser that runs the page's script.`;
    return [
        `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>`,
        `<div id="${id}"><p class="minor">${escaped(sentence)}</p></div>`,
        '</section>',
    ];
}

;// CONCATENATED MODULE: ./build/page/page-file.js



/** The page could not be written. */
class PageFileError extends Error {
    name = 'PageFileError';
}
/**
 * Writes the HTML page of an examination to a local file, whole or not at all. A file that is there is replaced; a link or a
 * device is not.
 *
 * @param path absolute
 * @throws PageFileError naming the file
 */
async function writePage(examination, path) {
    try {
        await writeOutputFile(path, renderPage(examination));
    }
    catch (error) {
        // Its sentence says everything.
        if (error instanceof storage_error/* StorageError */.a)
            throw new PageFileError(`the HTML page was not written: ${error.message}`, { cause: error.cause });
        throw new PageFileError(`the HTML page could not be written to ${path}: name a file in a directory that can be written to`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/options/shard-option.js


/**
 * Reads `shard`, such as `2/8`: the second of eight.
 *
 * @throws OptionError for anything else, for a shard that the split does not have, and beside `delete-source`.
 */
function readShard(reader) {
    const text = reader.text('shard');
    if (text === undefined)
        return undefined;
    const shard = parseShard(reader.label('shard'), text);
    if (reader.flag('delete-source') !== true)
        return shard;
    throw new OptionError(`${reader.label('shard')} is ${JSON.stringify(text)} and ${reader.label('delete-source')} is true: a shard has proved its own part only; `
        + `set ${reader.label('delete-source')} for the last run, the one without ${reader.label('shard')}`);
}
function parseShard(label, text) {
    const [, first, second] = /^(\d{1,9}) ?\/ ?(\d{1,9})$/.exec(text) ?? [];
    const said = `${label} is ${JSON.stringify(text)}`;
    if (first === undefined || second === undefined) {
        throw new OptionError(`${said}: write which of how many, such as 2/8 for the second of eight`);
    }
    const [index, count] = [Number(first), Number(second)];
    if (count < 1 || count > copying_shard/* MOST_SHARDS */.Y) {
        throw new OptionError(`${said}: write a split in 1 to ${copying_shard/* MOST_SHARDS */.Y}, as many as GitHub makes jobs of one matrix`);
    }
    if (index < 1 || index > count) {
        throw new OptionError(`${said}: a split in ${count} has the shards 1/${count} to ${count}/${count}; write one of them`);
    }
    return { index, count };
}

;// CONCATENATED MODULE: ./build/options/relocation-options.js






/**
 * Turns settings as texts into a request. Everything that can be judged without looking at a store is judged here.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
function readRelocationRequest(values, label = (name) => name, tokens) {
    const reader = createOptionReader(values, label, tokens);
    const source = readSource(reader);
    const takenFrom = readTakenFrom(reader);
    const target = readTarget(reader);
    const targetName = readTargetName(reader);
    const shard = readShard(reader);
    const expectPlan = readExpectPlan(reader);
    const concurrency = reader.count('concurrency', 1, 1024);
    const sides = readBothSides(reader);
    const targetWrite = readWriteSettings(reader);
    refuseWriteSettingsOfFiles(reader, target);
    return {
        source,
        ...(takenFrom !== undefined && { takenFrom }),
        target,
        ...(targetName !== undefined && { targetName }),
        pathMap: readPathMap(reader),
        ...readMovedFrom(reader),
        externalFiles: reader.choice('external-files', ['fail', 'copy', 'keep']) ?? 'fail',
        claimedSavepoints: readClaimedSavepoints(reader),
        references: reader.choice('references', ['preserve', 'relative']) ?? 'preserve',
        unrelocatableState: reader.choice('unrelocatable-state', ['fail', 'ignore']) ?? 'fail',
        overwrite: reader.flag('overwrite') ?? false,
        deleteSource: reader.flag('delete-source') ?? false,
        dryRun: reader.flag('dry-run') ?? false,
        ...(expectPlan !== undefined && { expectPlan }),
        verify: reader.choice('verify', ['fast', 'strict']) ?? 'fast',
        ...(shard !== undefined && { shard }),
        ...(concurrency !== undefined && { concurrency }),
        sourceS3: sides.source,
        targetS3: sides.target,
        targetWrite,
    };
}
function readExpectPlan(reader) {
    const text = reader.text('expect-plan');
    if (text === undefined || /^[0-9a-f]{64}$/.test(text))
        return text;
    throw new OptionError(`${reader.label('expect-plan')} is ${JSON.stringify(text)}: write the 64 hex digits that a dry run gives as `
        + 'plan-fingerprint');
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

;// CONCATENATED MODULE: ./build/options/inspection-options.js






/** Settings that shape a plan and mean nothing without a target. */
const OF_A_PLAN = [
    'target-name', 'path-map', 'moved-from', 'external-files', 'claimed-savepoint', 'unrelocatable-state',
];
/**
 * Turns settings as texts into a request. With a target, the plan of a relocation there belongs to it.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value and what to do
 */
function readInspectionOptions(values, label = (name) => name) {
    const reader = createOptionReader(values, label);
    const source = (0,location_location/* parseLocation */.zS)(readSource(reader));
    const html = reader.text('html');
    const checkFiles = reader.flag('check-files') ?? false;
    const relocation = reader.text('target') === undefined ? undefined : readRelocationRequest(values, label);
    if (relocation === undefined)
        refusePlanWithoutTarget(reader, values);
    return {
        request: { source, s3: readS3Settings(reader), checkFiles, ...(relocation && { relocation }) },
        ...(html !== undefined && { html }),
        failOn: readFailOn(reader, checkFiles),
    };
}
/** Who wants a failure for missing files and has none looked for would take silence for an answer. */
function readFailOn(reader, checkFiles) {
    const failOn = reader.choice('fail-on', ['missing', 'outside', 'never']);
    if (failOn === undefined || failOn === 'never' || checkFiles)
        return failOn ?? 'missing';
    throw new OptionError(`${reader.label('fail-on')} is ${failOn}, but no file is looked for: give ${reader.label('check-files')} too, or leave it out`);
}
/** Defaults of action.yml come as if the user had written them, and are not held against anybody. */
function refusePlanWithoutTarget(reader, values) {
    const given = OF_A_PLAN.find((name) => {
        const value = reader.text(name);
        return value !== undefined && value !== 'fail';
    });
    if (given === undefined)
        return;
    throw new OptionError(`${reader.label(given)} is ${JSON.stringify(values[given])}, which counts for the plan of a relocation only: `
        + `give ${reader.label('target')} too, or leave it out`);
}

// EXTERNAL MODULE: ./build/text/collected-bytes.js
var collected_bytes = __nccwpck_require__(8111);
;// CONCATENATED MODULE: ./build/cli/source-argument.js



/** Far more than anything that names a snapshot; who pipes the snapshot itself is told so. */
const source_argument_MOST_BYTES = 8 * 1024 * 1024;
/**
 * The text of SOURCE: as it was typed, a local path made absolute, or, where it is `-`, what is piped into the command.
 *
 * @throws OptionError for `-` with nothing behind it, or with more than a text that names a snapshot; as {@link resolvePlace}
 */
async function readSourceArgument(text, { cwd, stdin }) {
    if (text.trim() !== '-')
        return resolvePlace('SOURCE', text, cwd);
    const collected = new collected_bytes/* CollectedBytes */.$();
    for await (const chunk of stdin ?? []) {
        collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
        if (collected.byteLength > source_argument_MOST_BYTES) {
            throw new OptionError('SOURCE is -, but what comes in is too long to be a text that names a snapshot');
        }
    }
    const piped = collected.toText();
    if (piped.trim() !== '')
        return piped;
    throw new OptionError('SOURCE is -, but nothing came in: pipe the output of flink savepoint into this command, for example');
}

;// CONCATENATED MODULE: ./build/cli/inspect-command.js












/** Adds `inspect SOURCE`. */
function addInspect(program, deps) {
    const names = COMMAND_OPTIONS.inspect.filter((name) => name !== 'source' && isOption(name));
    const command = subcommand(program, 'inspect', 'show what is in a snapshot, without reading state')
        .argument('<SOURCE>', helpOf('source'))
        .addHelpText('after', `
With --check-files the command fails where a file is missing, has another size or is archived, and where none could be looked
for; --fail-on outside also where one lies outside of the snapshot's own directory. The result is printed all the same.
With --target, what a relocation there would do is told too; nothing is written.
${HELP.credentials}\n${HELP.exit}`);
    const read = addOptions(command, names, {
        'target': 'tell what a relocation to this directory would do',
        'fail-on': {
            placeholder: 'missing|outside|never',
            help: 'what --check-files ends with exit code 1 for: files that cannot be used, or lie outside of the snapshot as well (default: missing)',
        },
    });
    command.action(async (source) => {
        await runInspect({ ...read(), source }, presentationOf(command), deps);
    });
}
/** What a `_metadata` says, and what the store says of its files when asked; no state file is read. */
async function runInspect(values, how, deps) {
    const settled = await withFlinkConfigs({
        ...values,
        source: await readSourceArgument(values.source ?? '', deps),
        ...(values.target !== undefined && { target: resolvePlace(inspectLabel('target'), values.target, deps.cwd) }),
    }, inspectLabel, 'one-side', deps);
    const { request, html, failOn } = readInspectionOptions(settled.values, settled.label);
    const examination = await deps.useCases.inspect(request, { signal: deps.signal });
    if (html !== undefined)
        await writePage(examination, resolveLocalPath(html, deps.cwd));
    if (how.json)
        printJson(deps, examination);
    else
        printLines(deps, inspectionLines(examination));
    refuseFiles(examination.files, failOn, inspectLabel('fail-on'));
}
/** The target is an option here, no argument. */
function inspectLabel(name) {
    return name === 'target' ? '--target' : commandLineLabel(name);
}

;// CONCATENATED MODULE: ./build/options/resume-options.js


/**
 * The local directory for resume files, as the user wrote it; `undefined` when none are wanted.
 *
 * @throws OptionError for a URI
 */
function readOutputDirectory(values, label = (name) => name) {
    const path = createOptionReader(values, label).text('output-dir');
    if (path === undefined || !/^[a-z][a-z0-9+.-]+:/i.test(path))
        return path;
    throw new OptionError(`${label('output-dir')} is ${JSON.stringify(path)}: write a directory of this machine, such as resume; `
        + `where the snapshot goes is said in ${label('target')}`);
}

;// CONCATENATED MODULE: ./build/resume/resume-files.js



/** The file that says what the others are. It is written last. */
const INDEX_NAME = 'resume.json';
/** The last metadata version that Flink 1 writes; what later ones wrote is read by Flink 2 only. */
const LAST_OF_FLINK_1 = 4;
/** Every value in double quotes: whatever a path holds, YAML 1.1 and 1.2 read the same text. */
const QUOTED = { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' };
/**
 * The files that start a job from a relocated snapshot, the index last. Two calls for one report and one nonce give the
 * same bytes.
 *
 * @param nonce becomes `savepointRedeployNonce`: the Flink Kubernetes operator redeploys from `initialSavepointPath` when it
 *   differs from the last one, so two runs need two
 */
function resumeFiles(report, nonce) {
    const starts = startArguments(report).map((start) => ({ ...start, name: argumentsName(start) }));
    const files = [
        ...starts.map(({ name, words }) => ({ name, text: `${words.join('\n')}\n` })),
        { name: 'flinkdeployment-patch.yaml', text: deploymentPatch(report, nonce) },
        ...(report.kind === 'checkpoint' ? [] : [{ name: 'flinkstatesnapshot.yaml', text: stateSnapshot(report) }]),
        { name: 'config.yaml', text: yaml(configuration(report), ' For config.yaml of Flink 1.19 and later.') },
        ...legacyConfiguration(report),
    ];
    const { savepointPath, metadataPath, kind, metadataVersion, flinkVersions, checkpointId, claimMode } = report;
    const index = {
        savepointPath, metadataPath, kind, metadataVersion, flinkVersions, checkpointId,
        ...(claimMode !== undefined && { claimMode }),
        savepointRedeployNonce: nonce,
        flinkRun: starts.map(({ flinkVersions: of, words, name }) => ({
            ...(of !== undefined && { flinkVersions: of }), arguments: words, file: name,
        })),
        files: files.map(({ name }) => name),
    };
    return [...files, { name: INDEX_NAME, text: `${JSON.stringify(index, null, 2)}\n` }];
}
/** Every name that {@link resumeFiles} may give. */
const RESUME_FILE_NAMES = [
    'flink-run.args', 'flink-run-1.11-to-1.14.args', 'flink-run-1.15-to-1.19.args', 'flink-run-1.20-and-later.args',
    'flinkdeployment-patch.yaml', 'flinkstatesnapshot.yaml', 'config.yaml', 'flink-conf.yaml', INDEX_NAME,
];
function argumentsName({ flinkVersions }) {
    return flinkVersions === undefined ? 'flink-run.args' : `flink-run-${flinkVersions.replaceAll(' ', '-')}.args`;
}
/**
 * Flink's own keys, flat. `execution.state-recovery.*` came with 1.20 (`StateRecoveryOptions`), where the former ones are
 * deprecated and lose against them; which release reads a snapshot of Flink 1 is not told by the snapshot.
 */
function configuration({ savepointPath, metadataVersion, claimMode }) {
    const later = claimMode === undefined ? {} : {
        'execution.state-recovery.path': savepointPath, 'execution.state-recovery.claim-mode': claimMode,
    };
    return metadataVersion > LAST_OF_FLINK_1 ? later : { ...later, ...formerKeys(savepointPath, claimMode) };
}
function formerKeys(savepointPath, claimMode) {
    return {
        'execution.savepoint.path': savepointPath,
        ...(claimMode !== undefined && { 'execution.savepoint-restore-mode': claimMode }),
    };
}
/**
 * The parser of `flink-conf.yaml` takes what stands behind `: ` as it is, knows no quotes, and ends a line at `#`
 * (`GlobalConfiguration` of Flink 1). A path that it cannot read gets no file.
 */
function legacyConfiguration({ savepointPath, metadataVersion, claimMode }) {
    if (metadataVersion > LAST_OF_FLINK_1 || savepointPath.includes('#') || savepointPath !== savepointPath.trim())
        return [];
    const lines = Object.entries(formerKeys(savepointPath, claimMode)).map(([key, value]) => `${key}: ${value}`);
    return [{ name: 'flink-conf.yaml', text: `# For flink-conf.yaml of Flink 1.\n${lines.join('\n')}\n` }];
}
/** A merge patch. NO_CLAIM is Flink's default, and left as the deployment has it; CLAIM the job cannot do without. */
function deploymentPatch(report, nonce) {
    const modes = Object.entries(configuration(report)).filter(([key]) => /-mode$/.test(key));
    return yaml({
        spec: {
            ...(report.claimMode === 'CLAIM' && { flinkConfiguration: Object.fromEntries(modes) }),
            job: { initialSavepointPath: report.savepointPath, savepointRedeployNonce: nonce },
        },
    }, ' kubectl patch flinkdeployment NAME --type merge --patch-file flinkdeployment-patch.yaml');
}
/** The operator has such a resource for savepoints only: a checkpoint's has no path. */
function stateSnapshot({ savepointPath, kind }) {
    const formatType = { 'savepoint-canonical': 'CANONICAL', 'savepoint-native': 'NATIVE', 'checkpoint': undefined, 'unknown': undefined }[kind];
    return yaml({
        apiVersion: 'flink.apache.org/v1beta1',
        kind: 'FlinkStateSnapshot',
        metadata: { name: resourceName(savepointPath) },
        spec: {
            savepoint: {
                path: savepointPath, alreadyExists: true, disposeOnDelete: false, ...(formatType !== undefined && { formatType }),
            },
        },
    }, ' kubectl apply -f flinkstatesnapshot.yaml');
}
const LONGEST_STEM = 50;
/** A name as Kubernetes allows it (RFC 1123), the same for the same path, and another for another path. */
function resourceName(savepointPath) {
    const last = savepointPath.slice(savepointPath.lastIndexOf('/') + 1).toLowerCase();
    const stem = last.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_STEM).replace(/^-+|-+$/g, '');
    const digest = (0,external_node_crypto_.createHash)('sha256').update(savepointPath).digest('hex').slice(0, 8);
    return `${stem === '' ? 'snapshot' : stem}-${digest}`;
}
function yaml(content, comment) {
    const document = new dist/* Document */.yo(content);
    document.commentBefore = comment;
    return document.toString(QUOTED);
}

;// CONCATENATED MODULE: ./build/resume/earlier-run.js



/** Says whose the files are while they are being replaced and {@link INDEX_NAME} is away: a run that is killed then is told by it. */
const PENDING_NAME = 'resume.json.incomplete';
/** An index is small; whatever is larger is somebody else's. */
const earlier_run_MOST_BYTES = 1024 * 1024;
/**
 * The files in a directory that an earlier run wrote, by what its index says. Only names that this program gives count, so
 * that no index can lead to another file.
 */
async function ownFiles(directory) {
    const own = new Set();
    for (const name of [INDEX_NAME, PENDING_NAME]) {
        const files = await filesInIndex((0,external_node_path_.join)(directory, name));
        if (files === undefined)
            continue;
        own.add(name);
        for (const file of files)
            if (RESUME_FILE_NAMES.includes(file) && file !== INDEX_NAME)
                own.add(file);
    }
    return own;
}
/** Which of the names a resume file may have are taken in the directory by files that no earlier run wrote. */
async function foreignFiles(directory) {
    const own = await ownFiles(directory);
    const foreign = [];
    for (const name of [...RESUME_FILE_NAMES, PENDING_NAME])
        if (!own.has(name) && await exists((0,external_node_path_.join)(directory, name)))
            foreign.push(name);
    return foreign;
}
/** Also a link that leads nowhere, or whatever else has the name. */
async function exists(path) {
    try {
        await (0,promises_.lstat)(path);
        return true;
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return false;
        throw error;
    }
}
/** @returns what an index of this program lists, `undefined` for anything else. */
async function filesInIndex(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        if (!found.isFile() || found.size > earlier_run_MOST_BYTES)
            return undefined;
        const index = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        if (typeof index !== 'object' || index === null || !('files' in index) || !('savepointPath' in index))
            return undefined;
        const { files, savepointPath } = index;
        if (typeof savepointPath !== 'string' || !Array.isArray(files))
            return undefined;
        return files.filter((name) => typeof name === 'string');
    }
    catch (error) {
        if (error instanceof SyntaxError || error.code === 'ENOENT')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/resume/write-resume-files.js





/** The resume files could not be written. The message says whether a snapshot is there all the same. */
class ResumeFilesError extends Error {
    name = 'ResumeFilesError';
}
/**
 * Makes the directory for resume files, before a relocation that may take hours, and sees that none of their names is taken by a
 * file of somebody else: only what the index of an earlier run names is replaced.
 *
 * @param directory absolute
 * @param label what the setting is called, for the message
 * @throws ResumeFilesError when it cannot be made, or names are taken
 */
async function makeResumeDirectory(directory, label) {
    let foreign;
    try {
        await makeOutputDirectory(directory);
        foreign = await foreignFiles(directory);
    }
    catch (error) {
        throw new ResumeFilesError(`${label}: the directory ${directory} cannot be made: name one in a place that can be written to; nothing was done yet`, { cause: error });
    }
    if (foreign.length > 0)
        throw new ResumeFilesError(`${label}: ${taken(directory, foreign)}; nothing was done yet`);
}
function taken(directory, foreign) {
    return `${directory} holds ${foreign.join(', ')}, which no earlier run wrote (its ${INDEX_NAME} does not name `
        + `${foreign.length === 1 ? 'it' : 'them'}): name an empty directory, or move ${foreign.length === 1 ? 'that file' : 'those files'} away`;
}
/**
 * Writes the files that start a job from a snapshot that is there. Files that the index of an earlier run names are replaced, or
 * removed where this snapshot has none of that name; others are left alone. While {@link INDEX_NAME} is missing, the set is
 * not complete; until it is there, {@link PENDING_NAME} says which files are this program's.
 *
 * @param directory absolute
 * @returns whether there were any to write: a dry run, and a run that committed nothing, have none
 * @throws ResumeFilesError saying where the snapshot is
 */
async function writeResumeFiles(report, directory) {
    if (report.outcome !== 'relocated' && report.outcome !== 'already-there')
        return false;
    const { savepointPath } = report;
    try {
        await makeOutputDirectory(directory);
        const foreign = await foreignFiles(directory);
        if (foreign.length > 0)
            throw new ResumeFilesError(`the snapshot is at ${savepointPath}, but ${taken(directory, foreign)}, and run again; nothing is copied again`);
        await replaceFiles(directory, resumeFiles(report, Date.now()), savepointPath);
        return true;
    }
    catch (error) {
        if (error instanceof ResumeFilesError)
            throw error;
        throw new ResumeFilesError(`the snapshot is at ${savepointPath}, but its resume files could not be written to ${directory}: `
            + 'check that there is space and that it can be written to, and run again; nothing is copied again', { cause: error });
    }
}
async function replaceFiles(directory, files, savepointPath) {
    const own = await ownFiles(directory);
    const written = new Set(files.map(({ name }) => name));
    const pending = { incomplete: true, savepointPath, files: [...new Set([...own, ...written])].filter((name) => name !== PENDING_NAME) };
    await writeOutputFile((0,external_node_path_.join)(directory, PENDING_NAME), `${JSON.stringify(pending, null, 2)}\n`);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, INDEX_NAME), { force: true });
    for (const name of own)
        if (!written.has(name) && name !== PENDING_NAME)
            await (0,promises_.rm)((0,external_node_path_.join)(directory, name), { force: true });
    for (const { name, text } of files)
        await writeOutputFile((0,external_node_path_.join)(directory, name), text);
    await (0,promises_.rm)((0,external_node_path_.join)(directory, PENDING_NAME), { force: true });
}

;// CONCATENATED MODULE: ./build/cli/relocation-printer.js




/** What ends a JSON object, kept back as long as more may come. */
const END = '\n}\n';
/**
 * Prints the result of a relocation. With `delete-source` it is printed before anything is deleted, and what became of the
 * deletion after it; as JSON all of it is one document, whose last properties come then.
 */
class RelocationPrinter {
    #deps;
    #json;
    #committed;
    constructor(deps, json) {
        this.#deps = deps;
        this.#json = json;
    }
    /** The snapshot is committed, and its source is going to be deleted. @throws when it cannot be printed */
    async committed(report) {
        this.#committed = report;
        if (this.#json)
            this.#printOpen(report);
        else
            printLines(this.#deps, [...resultLines(report), ...warningLines(report.warnings)]);
        await this.#deps.flush?.();
    }
    finish(report) {
        const before = this.#committed;
        if (before === undefined) {
            if (this.#json)
                printJson(this.#deps, report);
            else
                printLines(this.#deps, [...resultLines(report), ...warningLines(report.warnings)]);
            return;
        }
        if (this.#json)
            this.#printRest(lateOf(report));
        else
            printLines(this.#deps, [`Deleted at the source: ${(0,quantities/* countOf */.pq)(report.deleted, 'file')}`, ...warningLines(report.warnings.slice(before.warnings.length))]);
    }
    /** The deletion did not end well: what was printed of the JSON becomes a document all the same. */
    failed() {
        if (this.#committed !== undefined && this.#json)
            this.#printRest({ warnings: this.#committed.warnings, deletionFailed: true });
    }
    #printOpen(report) {
        let kept = '';
        for (const piece of jsonPieces({ ...report, ...LATER })) {
            kept += piece;
            this.#deps.stdout.write(kept.slice(0, -END.length));
            kept = kept.slice(-END.length);
        }
    }
    #printRest(late) {
        const [, ...lines] = [...jsonPieces(late)].join('').split('\n');
        this.#deps.stdout.write(`,\n${lines.join('\n')}`);
    }
}
/** Left out as long as the source is not deleted. */
const LATER = { durationMs: undefined, warnings: undefined, deleted: undefined, leftAtSource: undefined };
/** What is known of a report only when the source is deleted. */
function lateOf({ durationMs, warnings, deleted, leftAtSource }) {
    return { durationMs, warnings, deleted, ...(leftAtSource && { leftAtSource }) };
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
        output.write(`${(0,printable/* printable */.g)(text)}\n`);
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
        debug: (tell) => { if (options.debug)
            line(`  ${tell()}`); },
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

;// CONCATENATED MODULE: ./build/cli/relocate-command.js












/** Adds `relocate SOURCE TARGET`. */
function addRelocate(program, deps) {
    const names = COMMAND_OPTIONS.relocate
        .filter((name) => name !== 'source' && name !== 'target' && isOption(name));
    const command = subcommand(program, 'relocate', 'copy a snapshot, rewrite its _metadata and verify the result')
        .argument('<SOURCE>', helpOf('source'))
        .argument('[TARGET]', `${helpOf('target')}; may be left out with --target-flink-config`)
        .option('--debug', 'print a line for each file as well')
        .addHelpText('after', `${HELP.bothCredentials}\n${HELP.exit}`);
    const read = addOptions(command, names);
    command.action(async (source, target) => {
        await runRelocate({ ...read(), source, ...(target !== undefined && { target }) }, presentationOf(command), deps);
    });
}
/** The story goes to standard error, the result to standard output. */
async function runRelocate(values, how, deps) {
    const settled = await withFlinkConfigs({
        ...values,
        ...readEnvironment(deps.env),
        source: await readSourceArgument(values.source ?? '', deps),
        target: resolvePlace(commandLineLabel('target'), values.target ?? '', deps.cwd),
    }, commandLineLabel, 'both-sides', deps);
    const request = readRelocationRequest(settled.values, settled.label);
    const outputDirectory = readOutputDirectory(values, commandLineLabel);
    const directory = outputDirectory === undefined || request.dryRun ? undefined : (0,external_node_path_.resolve)(deps.cwd, outputDirectory);
    if (directory !== undefined)
        await makeResumeDirectory(directory, commandLineLabel('output-dir'));
    const narrator = createTerminalNarrator(deps.stderr, how);
    const printer = new RelocationPrinter(deps, how.json);
    let written = false;
    const writeFiles = async (report) => {
        if (directory === undefined || written)
            return;
        written = await writeResumeFiles(report, directory);
        if (written)
            narrator.info(`files that start a job from it are in ${directory}`);
    };
    const onCommitted = async (report) => {
        narrator.close();
        await printer.committed(report);
        await writeFiles(report);
    };
    try {
        const report = await deps.useCases.relocate(request, { narrator, signal: deps.signal, onCommitted });
        narrator.close();
        printer.finish(report);
        await writeFiles(report);
    }
    catch (error) {
        printer.failed();
        throw error;
    }
    finally {
        narrator.close();
    }
}

;// CONCATENATED MODULE: ./build/cli/rewrite-command.js












/** Adds `rewrite IN OUT`. */
function addRewrite(program, deps) {
    const command = subcommand(program, 'rewrite', 'give new prefixes to the paths in a local _metadata; copies nothing')
        .argument('<IN>', 'local _metadata to read')
        .argument('<OUT>', 'local file to write')
        .addHelpText('after', `
Prefixes may have any scheme. Example for files that were copied from HDFS by another tool:
  ${failure/* PROGRAM */.R} rewrite _metadata _metadata.new --path-map 'hdfs://nn:8020/flink => s3://bucket/flink'
${HELP.exit}`);
    const read = addOptions(command, COMMAND_OPTIONS.rewrite, {
        'path-map': 'rule "old-prefix => new-prefix"', overwrite: 'replace OUT where it exists',
    });
    command.action(async (input, output) => {
        await runRewrite({ input, output }, read(), presentationOf(command), deps);
    });
}
/** A local `_metadata` with other prefixes in it, whatever their schemes. */
async function runRewrite(paths, values, how, deps) {
    const reader = createOptionReader(values, commandLineLabel);
    const rules = readPathMap(reader);
    if (rules.length === 0) {
        throw new OptionError('--path-map is required: give at least one --path-map \'old-prefix => new-prefix\'');
    }
    const input = localFile('IN', paths.input, deps.cwd);
    const output = localFile('OUT', paths.output, deps.cwd);
    const overwrite = reader.flag('overwrite') ?? false;
    const result = await deps.useCases.rewrite(input, output, rules, { overwrite, signal: deps.signal });
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
    ].map(printable/* printable */.g);
}

;// CONCATENATED MODULE: ./build/face/savepoint-result.js


/** Label and value of each fact of a savepoint that was taken, for log, terminal and summary alike. */
function savepointFacts(report) {
    const facts = [
        ['job', report.jobId],
        ['trigger id', report.triggerId],
        ['Flink', report.flinkVersion],
        ['taken from', report.takenFrom],
        ['took', (0,quantities/* formatDuration */.a3)(report.durationMs)],
    ];
    return facts.flatMap(([label, value]) => value === undefined ? [] : [[label, value]]);
}
/** A savepoint that was taken, as lines for a log or a terminal. */
function savepointLines(report) {
    const facts = savepointFacts(report);
    const width = Math.max(...facts.map(([label]) => label.length));
    return [
        `Savepoint at ${report.savepointPath}`,
        ...facts.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ].map(printable/* printable */.g);
}

;// CONCATENATED MODULE: ./build/flink/command/split-command.js
/** A text is no single command that can be run without a shell. The message is a sentence without the command's name. */
class CommandTextError extends Error {
    name = 'CommandTextError';
}
/** What a shell would take for more than words, and what to do about it. */
const SHELL_ONLY = [
    [/^\|/, 'a pipe (|)'],
    [/^&/, 'an ampersand (&, &&)'],
    [/^;/, 'a semicolon (;)'],
    [/^[<>]/, 'a redirection (< or >)'],
    [/^[()]/, 'a parenthesis'],
    [/^`/, 'a command substitution (`…`)'],
    [/^\$\(/, 'a command substitution ($(…))'],
    [/^\$/, 'a variable ($…)'],
];
const ADVICE = 'the command is run without a shell: put it into single quotes if it is meant literally, '
    + 'take variables from the workflow (${{ env.NAME }}), or call a script';
/**
 * Splits a command into its words, by the rules of a POSIX shell for quotes and backslashes and nothing else: words are
 * separated by blanks; single quotes keep everything; within double quotes a backslash keeps `"`, `\`, `$` and the backquote;
 * outside it keeps the next character, and at the end of a line it joins the next one to it.
 *
 * @throws CommandTextError for an empty text, quotes without end, several lines, an assignment before the command, and for what
 *   only a shell can do, since it would silently become an argument
 */
function splitCommand(text) {
    const reader = new WordReader(text.trim().replace(/\\\r?\n/g, ' '));
    const [program, ...args] = reader.words();
    if (program === undefined || program === '')
        throw new CommandTextError('names no program');
    if (/^[A-Za-z_]\w*=/.test(program)) {
        throw new CommandTextError(`begins with ${JSON.stringify(program.replace(/=.*/s, '=…'))}, which only a shell understands: set it in env`);
    }
    return [program, ...args];
}
class WordReader {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    words() {
        const words = [];
        for (;;) {
            this.#skipBlanks();
            if (this.#at >= this.#text.length)
                return words;
            words.push(this.#word());
        }
    }
    #skipBlanks() {
        while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
            if (this.#text.charAt(this.#at) === '\n') {
                throw new CommandTextError('has several lines: give one command, and end a line that goes on with a backslash');
            }
            this.#at += 1;
        }
    }
    #word() {
        let word = '';
        while (this.#at < this.#text.length && !/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
            const character = this.#text.charAt(this.#at);
            if (character === '\'')
                word += this.#singleQuoted();
            else if (character === '"')
                word += this.#doubleQuoted();
            else
                word += this.#plain(character);
        }
        return word;
    }
    #plain(character) {
        this.#refuseShell();
        this.#at += 1;
        if (character !== '\\')
            return character;
        const kept = this.#text.charAt(this.#at);
        if (kept === '')
            throw new CommandTextError('ends with a backslash');
        this.#at += 1;
        return kept;
    }
    #singleQuoted() {
        const end = this.#text.indexOf('\'', this.#at + 1);
        if (end < 0)
            throw new CommandTextError('has a single quote without its end');
        const quoted = this.#text.slice(this.#at + 1, end);
        this.#at = end + 1;
        return quoted;
    }
    #doubleQuoted() {
        let quoted = '';
        for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
            const character = this.#text.charAt(this.#at);
            if (character === '"') {
                this.#at += 1;
                return quoted;
            }
            if (character === '\\' && /["\\$`]/.test(this.#text.charAt(this.#at + 1))) {
                this.#at += 1;
                quoted += this.#text.charAt(this.#at);
                continue;
            }
            if (character === '$' || character === '`')
                this.#refuseShell();
            quoted += character;
        }
        throw new CommandTextError('has a double quote without its end');
    }
    #refuseShell() {
        const rest = this.#text.slice(this.#at, this.#at + 2);
        const found = SHELL_ONLY.find(([pattern]) => pattern.test(rest));
        if (found !== undefined)
            throw new CommandTextError(`contains ${found[1]} that is not quoted; ${ADVICE}`);
    }
}

;// CONCATENATED MODULE: ./build/options/savepoint-options.js





const DEFAULT_TIMEOUT_MS = 30 * 60_000;
const LONGEST_TIMEOUT_MS = 24 * 60 * 60_000;
/**
 * Turns settings as texts into a request for a savepoint.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value (never a secret's) and what to do
 */
function readSavepointRequest(values, label = (name) => name) {
    const reader = createOptionReader(values, label);
    const command = reader.text('command');
    const restUrl = reader.text('rest-url');
    if (command === undefined && restUrl === undefined) {
        throw new OptionError(`${label('command')} or ${label('rest-url')} is required: give the command that takes the savepoint, `
            + `or the URL of Flink's REST interface with ${label('job-id')}`);
    }
    if (command !== undefined && restUrl !== undefined) {
        throw new OptionError(`${label('command')} and ${label('rest-url')} are both given: keep one of them`);
    }
    return command === undefined ? readRest(reader) : readCommand(reader, command);
}
/** What a command says by its own arguments. */
const REST_ONLY = SAVEPOINT_SPECS.map(({ name }) => name).filter((name) => name !== 'command');
function readCommand(reader, command) {
    const given = REST_ONLY.filter((name) => isGiven(reader, name));
    if (given.length > 0) {
        throw new OptionError(`${listed(given.map(reader.label), 'and')} ${given.length === 1 ? 'counts' : 'count'} for `
            + `${reader.label('rest-url')} only: say it in ${reader.label('command')} by Flink's own options`);
    }
    try {
        return { by: 'command', command: splitCommand(command) };
    }
    catch (error) {
        if (!(error instanceof CommandTextError))
            throw error;
        throw new OptionError(`${reader.label('command')} ${error.message}`, { cause: error });
    }
}
/** action.yml gives its defaults as if they were typed. */
function isGiven(reader, name) {
    const value = reader.text(name);
    return value !== undefined && value !== specOf(name).fallback;
}
function readRest(reader) {
    const stop = reader.flag('stop') ?? false;
    const drain = reader.flag('drain') ?? false;
    if (drain && !stop) {
        throw new OptionError(`${reader.label('drain')} is true but ${reader.label('stop')} is not: a job is drained when it is stopped for good`);
    }
    const format = reader.choice('format', ['canonical', 'native']);
    const targetDirectory = readTargetDirectory(reader);
    const credentials = savepoint_options_readCredentials(reader);
    const certificates = reader.text('rest-ca');
    return {
        by: 'rest',
        endpoint: {
            url: readRestUrl(reader),
            ...(credentials !== undefined && { credentials }),
            ...(certificates !== undefined && { certificates }),
        },
        jobId: savepoint_options_readJobId(reader),
        stop,
        drain,
        ...(format !== undefined && { format }),
        ...(targetDirectory !== undefined && { targetDirectory }),
        timeoutMs: reader.duration('timeout', 1_000, LONGEST_TIMEOUT_MS) ?? DEFAULT_TIMEOUT_MS,
    };
}
/** @throws OptionError for no whole URL; a password in it is not repeated in the message */
function readRestUrl(reader) {
    const text = reader.required('rest-url');
    const shown = JSON.stringify(text.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@').replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`));
    const begin = `${reader.label('rest-url')} is ${shown}`;
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
        throw new OptionError(`${begin}: write a whole URL such as http://jobmanager:8081`);
    }
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') {
        throw new OptionError(`${begin} and contains a user or password: write only the URL, and give them as `
            + `${reader.label('rest-username')} and ${reader.label('rest-password')}`);
    }
    if (url.search !== '' || url.hash !== '') {
        throw new OptionError(`${begin}: write only where the interface is, ${url.origin}${url.pathname}; a page of the web interface is no part of it`);
    }
    return `${url.origin}${url.pathname}`;
}
function savepoint_options_readJobId(reader) {
    const jobId = reader.required('job-id');
    if (/^[0-9a-f]{32}$/i.test(jobId))
        return jobId.toLowerCase();
    throw new OptionError(`${reader.label('job-id')} is ${JSON.stringify(jobId)}: write the 32 hex digits that flink list shows, not the job's name`);
}
function readTargetDirectory(reader) {
    const text = reader.text('target-directory');
    try {
        if (text !== undefined)
            (0,location_location/* parseLocation */.zS)(text);
        return text;
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new OptionError(`${reader.label('target-directory')}: ${error.message}`, { cause: error });
    }
}
function savepoint_options_readCredentials(reader) {
    const [username, password, token] = [reader.text('rest-username'), reader.text('rest-password'), reader.text('rest-token')];
    const [userLabel, passwordLabel, tokenLabel] = [reader.label('rest-username'), reader.label('rest-password'), reader.label('rest-token')];
    if (token !== undefined) {
        if (username === undefined && password === undefined)
            return { token };
        throw new OptionError(`${tokenLabel} is given beside ${username === undefined ? passwordLabel : userLabel}: keep the token, or user and password`);
    }
    if (username === undefined && password === undefined)
        return undefined;
    if (username === undefined || password === undefined) {
        const [given, missing] = username === undefined ? [passwordLabel, userLabel] : [userLabel, passwordLabel];
        throw new OptionError(`${given} is given without ${missing}: did you mean to set ${missing}?`);
    }
    if (username.includes(':'))
        throw new OptionError(`${userLabel} contains a colon, which HTTP basic authentication cannot carry`);
    return { username, password };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
;// CONCATENATED MODULE: ./build/cli/run-command.js

/** After the polite signal, before the other one. */
const GRACE_MS = 5_000;
/** Runs a program as a child of the command line, and ends it with it. It reads nothing. */
const runCommand = ([program, ...args], { output, signal }) => new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = (0,external_node_child_process_.spawn)(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false });
    let timer;
    const abort = () => {
        child.kill('SIGTERM');
        timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    };
    signal.addEventListener('abort', abort, { once: true });
    const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
    };
    child.stdout.on('data', (chunk) => { output('stdout', chunk); });
    child.stderr.on('data', (chunk) => { output('stderr', chunk); });
    child.on('error', (error) => {
        settle();
        reject(error);
    });
    child.on('close', (code, ended) => {
        settle();
        if (signal.aborted)
            reject(signal.reason);
        else if (code === null)
            reject(new Error(`it was ended by ${ended ?? 'a signal'}`));
        else
            resolve(code);
    });
});

;// CONCATENATED MODULE: ./build/cli/savepoint-command.js








/** Adds `savepoint`. */
function addSavepoint(program, deps) {
    const names = COMMAND_OPTIONS.savepoint.filter((name) => isOption(name));
    const command = subcommand(program, 'savepoint', 'take a savepoint of a running job, over REST or by a command of yours')
        .addHelpText('after', `
Credentials for REST are taken from the environment, never from arguments: FLINK_REST_USERNAME with FLINK_REST_PASSWORD, or
FLINK_REST_TOKEN.
${HELP.exit}`);
    const read = addOptions(command, names);
    command.action(async () => { await runSavepoint(read(), presentationOf(command), deps); });
}
/** The story goes to standard error, the result to standard output. */
async function runSavepoint(values, how, deps) {
    const request = readSavepointRequest({ ...values, ...readEnvironment(deps.env) }, commandLineLabel);
    const narrator = createTerminalNarrator(deps.stderr, how);
    const report = await deps.useCases.savepoint(request, { narrator, signal: deps.signal, runCommand: runCommand });
    if (how.json)
        printJson(deps, report);
    else
        printLines(deps, savepointLines(report));
}

;// CONCATENATED MODULE: ./build/cli/version.js
/** The version of the command line, the same as in package.json (a test compares them). */
const VERSION = '0.1.0';

;// CONCATENATED MODULE: ./build/cli/program.js











/** The commands and their help. The parser ends by a CommanderError, never the process. */
function createProgram(deps) {
    const program = new Command(failure/* PROGRAM */.R)
        .description('Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.')
        .version(VERSION, '--version', 'print the version')
        .helpOption('--help', 'print this help')
        .helpCommand(false)
        .addHelpText('after', HELP.exit)
        .allowExcessArguments(false)
        .exitOverride()
        .configureOutput({
        writeOut: (text) => { deps.stdout.write(text); },
        writeErr: (text) => { deps.stderr.write(text); },
        outputError: (text, write) => { write(usageError(text)); },
        getOutHelpWidth: () => deps.stdout.columns ?? 110,
        getErrHelpWidth: () => deps.stderr.columns ?? 110,
    });
    addRelocate(program, deps);
    addFind(program, deps);
    addInspect(program, deps);
    addDiff(program, deps);
    addRewrite(program, deps);
    addSavepoint(program, deps);
    return program;
}
/** What the parser says of wrong usage. The value of an option that it does not know may be a key, and is not repeated. */
function usageError(text) {
    const shown = text.replace(/^(error: unknown option '[^=\n]*)=[\s\S]*'/, '$1=…\'').replace(/^error: /, `${failure/* PROGRAM */.R}: `);
    return `${shown.trimEnd().split('\n').map(printable/* printable */.g).join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/cli/run-cli.js








const WRONG_USAGE = 2;
/**
 * Runs the command line.
 *
 * @param args the arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n
 */
async function runCli(args, dependencies) {
    const deps = { ...dependencies, stdout: disarmed(dependencies.stdout), stderr: disarmed(dependencies.stderr) };
    // Over the live bar of a terminal.
    if (args[0] === 'relocate') {
        (0,interruption/* tellOfStopping */.ZF)(deps.signal, (text) => { deps.stderr.write(`${deps.stderr.isTTY === true ? '\r\u001b[K' : ''}warning: ${text}\n`); });
    }
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
        const { sentence, lines } = (0,failure/* explainFailure */.S)(end.error);
        deps.stderr.write(`${failure/* PROGRAM */.R}: ${sentence}\n`);
        for (const line of error instanceof OptionError ? [] : lines)
            deps.stderr.write(`  ${line}\n`);
        return error instanceof OptionError ? WRONG_USAGE : end.exitCode;
    }
}
/**
 * A stream on which nothing is a command to GitHub's runner. Whole lines are written, so each can be looked at by itself; wherever the
 * program runs, for the log of a job also gets what a container or a remote shell prints, whose environment does not tell of the job.
 */
function disarmed(output) {
    return {
        write: (text) => output.write((0,disarm/* disarm */.J)(text)),
        get isTTY() { return output.isTTY; },
        get columns() { return output.columns; },
    };
}


/***/ }),

/***/ 8465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ problemText)
/* harmony export */ });
/* harmony import */ var _metadata_warnings_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7851);

/** A file that is not what `_metadata` says, and whose state it is, in one line. */
function problemText(file) {
    const { path, problem, expectedBytes, foundBytes } = file;
    const user = userText(file);
    if (problem !== 'wrong-size')
        return `${problem}: ${path}${user}`;
    return `wrong size: ${path} has ${foundBytes ?? 0} bytes, its handles say ${expectedBytes ?? 0}${user}`;
}
function userText({ operator, subtask, otherHandles }) {
    if (operator === undefined)
        return '';
    const of = subtask === undefined ? '' : `, subtask ${subtask}`;
    const more = otherHandles === undefined ? '' : `, and ${otherHandles} more ${otherHandles === 1 ? 'handle' : 'handles'}`;
    return ` (operator ${(0,_metadata_warnings_js__WEBPACK_IMPORTED_MODULE_0__/* .describeOperator */ .yG)(operator)}${of}${more})`;
}


/***/ }),

/***/ 3760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ disarm),
/* harmony export */   P: () => (/* binding */ disarmJson)
/* harmony export */ });
/**
 * Makes text from outside harmless in the log of a GitHub job. The runner takes a line that begins with `::`, after any blanks, and
 * `##[` anywhere in a line, for a command to itself, whichever stream it comes from.
 */
function disarm(text) {
    return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}
/** The same for JSON, which stays valid and equal in meaning: within a text, where alone this can stand, `#` may be written as an escape. */
function disarmJson(json) {
    return json.replaceAll('##[', '\\u0023#[');
}


/***/ }),

/***/ 294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ PROGRAM),
/* harmony export */   S: () => (/* binding */ explainFailure)
/* harmony export */ });
/* harmony import */ var _flink_savepoint_request_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7380);
/* harmony import */ var _relocation_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5410);
/* harmony import */ var _search_search_error_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5986);
/* harmony import */ var _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5012);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2843);





/** The name under which Action and command line speak. */
const PROGRAM = 'flink-snapshot';
const MOST_CAUSES = 10;
/** Faults that no input should be able to cause: they are ours to repair. */
const BUGS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError']);
const NO_DIRECTORY = 'the working directory does not exist any more: change into another one, or give absolute paths';
/** Tells an error in one line, with its chain of causes. All texts are printable. */
function explainFailure(error) {
    if (isError(error) && 'syscall' in error && error.syscall === 'uv_cwd')
        return { sentence: NO_DIRECTORY, lines: [] };
    if (isError(error) && BUGS.has(error.name)) {
        const what = `unexpected ${error.name}: ${error.message}`;
        return {
            sentence: (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`${what}; this is a bug, please report it with these lines`),
            lines: [...stackOf(error), ...causesOf(error)],
        };
    }
    const details = hasDetails(error) ? error.details.map(_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g) : [];
    const facts = error instanceof _storage_storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a ? factsOf(error) : [];
    return { sentence: (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(messageOf(error)), lines: [...details, ...facts, ...causesOf(error)] };
}
function hasDetails(error) {
    return error instanceof _relocation_relocation_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RelocationError */ .f || error instanceof _flink_savepoint_request_js__WEBPACK_IMPORTED_MODULE_0__/* .SavepointError */ ._ || error instanceof _search_search_error_js__WEBPACK_IMPORTED_MODULE_2__/* .SearchError */ .F;
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
    return [(0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`${facts.operation}: ${parts.join(', ')}`)];
}
function stackOf(error) {
    return (error.stack ?? '').split('\n').slice(1, 6).map((line) => (0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(line.trim()));
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
        found.push((0,_printable_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g)(`caused by ${isError(cause) ? `${cause.name}: ${messageOf(cause)}` : String(cause)}`));
        causesOf(cause, found);
    }
    return found;
}


/***/ }),

/***/ 9453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PB: () => (/* binding */ abortOnSignals),
/* harmony export */   ZF: () => (/* binding */ tellOfStopping),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* unused harmony export Interrupted */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _flink_savepoint_request_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7380);


/** The signals that end a run: a terminal that goes away, Ctrl-C or a cancelled workflow, Ctrl-\, and a polite kill. */
const ENDING = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];
/** The reason of an aborted run. */
class Interrupted extends Error {
    name = 'Interrupted';
    exitCode;
    signal;
    constructor(signal) {
        super(`stopped by ${signal}: start it again, it continues where it stopped`);
        this.signal = signal;
        this.exitCode = 128 + node_os__WEBPACK_IMPORTED_MODULE_0__.constants.signals[signal];
    }
}
/**
 * Turns the first signal into an abort whose reason is {@link Interrupted}, so that a run can clean up after itself; the second one ends
 * the process at once. A cancelled job gets SIGINT, SIGTERM after 7.5 s and SIGKILL after 2.5 s more.
 *
 * @param tell gets what may be left, before the process ends by a second signal
 */
function abortOnSignals(source, tell) {
    const controller = new AbortController();
    for (const name of ENDING) {
        source.on(name, () => {
            const interrupted = new Interrupted(name);
            if (!controller.signal.aborted) {
                controller.abort(interrupted);
                return;
            }
            tell(`${name}: ended before all was cleaned up: unfinished multipart uploads or .flink-snapshot-*.tmp files may be left at the target; `
                + 'start it again, it continues where it stopped');
            source.exit(interrupted.exitCode);
        });
    }
    return controller.signal;
}
/**
 * Tells, as soon as a signal comes, what a run that writes is about to leave: who has to be quick is killed before it has cleaned up.
 */
function tellOfStopping(signal, tell) {
    signal.addEventListener('abort', () => {
        if (!(signal.reason instanceof Interrupted))
            return;
        tell(`${signal.reason.signal}: stopping and cleaning up: uploads under way are aborted, what is copied stays; without _metadata the target `
            + 'is no snapshot, and the same run started again continues from what is there');
    }, { once: true });
}
/** What to tell and to exit with when a run failed: the signal that stopped it, or the error itself with 1. */
function endOf(error, signal) {
    const reason = signal.aborted ? signal.reason : undefined;
    if (!(reason instanceof Interrupted))
        return { error, exitCode: 1 };
    // What goes on outside although this program ends is more than that it ends.
    return { error: error instanceof _flink_savepoint_request_js__WEBPACK_IMPORTED_MODULE_1__/* .SavepointInterrupted */ .K ? error : reason, exitCode: reason.exitCode };
}


/***/ }),

/***/ 2843:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var _text_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6953);

/** C0 and C1 control characters, line separators, and the characters that turn the direction of text around. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const NAMES = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/**
 * Makes text from outside (paths, names in `_metadata`, answers of servers) safe to print in one line: what could
 * begin a line of its own or steer a terminal is shown as an escape, users and passwords of URLs are not shown.
 */
function printable(text) {
    return (0,_text_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .withoutUserInfo */ .s)(text).replace(UNPRINTABLE, (character) => NAMES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}


/***/ }),

/***/ 8471:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ endOnUncaught),
/* harmony export */   l: () => (/* binding */ GuardedStream)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(294);

/** So much of what could not be written is kept, to be told elsewhere. */
const MOST_KEPT = 64 * 1024;
/**
 * A standard stream whose faults end nothing: a full disk behind it, or a reader that goes away, must not stop a relocation halfway.
 * The first fault is kept, and what comes after it is dropped.
 */
class GuardedStream {
    #stream;
    #fault;
    #kept = '';
    constructor(stream) {
        this.#stream = stream;
        stream.on('error', (error) => { this.#fault ??= error; });
    }
    get isTTY() {
        return this.#stream.isTTY;
    }
    get columns() {
        return this.#stream.columns;
    }
    write(text) {
        if (this.#kept.length < MOST_KEPT)
            this.#kept += text;
        if (this.#fault === undefined)
            this.#stream.write(text);
    }
    /** What was written, in full or its begin. */
    get kept() {
        return this.#kept;
    }
    /** Waits until all is written. @returns the first fault */
    async flushed() {
        if (this.#fault === undefined) {
            await new Promise((resolve) => {
                this.#stream.write('', (error) => {
                    if (error)
                        this.#fault ??= error;
                    resolve();
                });
            });
        }
        return this.#fault;
    }
}
/**
 * Ends the process with sentences in place of Node's own trace for an error that nobody caught, a rejection among them.
 *
 * @param tell gets the sentence and what stands under it
 */
function endOnUncaught(source, tell) {
    source.on('uncaughtException', (error) => {
        const { sentence, lines } = (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .explainFailure */ .S)(error);
        tell(`${_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .PROGRAM */ .R}: stopped by an error that was not expected: ${sentence}; start it again, it continues where it stopped`, lines);
        source.exit(1);
    });
}


/***/ }),

/***/ 1493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EV: () => (/* binding */ findJobId),
/* harmony export */   X_: () => (/* binding */ findTriggerId),
/* harmony export */   ay: () => (/* binding */ findInCliOutput)
/* harmony export */ });
/* harmony import */ var _failure_cause_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3829);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8940);
/* harmony import */ var _plain_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1937);
/* harmony import */ var _written_path_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6524);




/**
 * The sentences of `flink savepoint`, `stop`, `cancel` and `checkpoint`, from `CliFrontend` of Flink 1.8 to 2.3 (sources of
 * `flink-clients`), and of the exceptions that they print. `#` stands for a job's id, `*` for one word.
 */
const SENTENCES = [
    ['begun', 'Triggering savepoint for job #'],
    ['begun', 'Triggering savepoint in detached mode for job #'],
    ['begun', 'Triggering stop-with-savepoint for job #'],
    ['begun', 'Triggering stop-with-savepoint in detached mode for job #'],
    ['begun', 'Suspending job "#" with a savepoint'],
    ['begun', 'Suspending job "#" with a * savepoint'],
    ['begun', 'Draining job "#" with a savepoint'],
    ['begun', 'Draining job "#" with a * savepoint'],
    ['begun', 'Cancelling job # with savepoint to'],
    ['begun', 'Cancelling job # with * savepoint to'],
    ['completed', 'Savepoint completed. Path:'],
    ['stored', 'Savepoint stored in'],
    ['detached', 'Successfully trigger manual savepoint, triggerId: *'],
    ['detached', 'Successfully trigger stop-with-savepoint in detached mode, triggerId: *'],
    ['failed', 'Triggering a savepoint for the job # failed'],
    ['failed', 'Triggering a detached savepoint for the job # failed'],
    ['failed', 'Failed to trigger a savepoint for the job #'],
    ['failed', 'Could not stop with a savepoint job "#"'],
    ['failed', 'Could not stop with a detached savepoint job "#"'],
    ['failed', 'Could not cancel job #'],
    ['failed', 'Could not stop the job #'],
    ['failed', 'The program finished with the following exception:'],
    ['created', 'A savepoint has been created at:'],
    ['disposed', 'Disposing savepoint \''],
    ['checkpoint', 'You can resume your program from this checkpoint with the run command'],
    ['ended', 'Cancelled job #'],
    ['ended', 'Stopped job #'],
].map(([meaning, words]) => ({ meaning, ...(0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .createSentence */ .Y)(words) }));
/** Who reads them shows one. A failure's text may reach to the end of the whole: it is read for a few only. */
const MOST_REASONS = 20;
/** What Flink's command line told, in its order. Empty for a text without any of its sentences. */
function findInCliOutput(text) {
    const plain = (0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text);
    const told = findSentences(plain);
    const outcomes = new Map();
    const paths = [];
    const ends = failureEnds(told);
    let job = '';
    for (const [index, one] of told.entries()) {
        job = one.jobId ?? job;
        const path = pathIn(one, plain.slice(one.end, told[index + 1]?.begin));
        // What was told last of a job counts: a second attempt may go well. That a job has ended says nothing of a savepoint.
        if (!isAside(one.meaning) || !outcomes.has(job)) {
            outcomes.set(job, path ?? (() => ({ reason: reasonOf(one, plain.slice(one.begin, ends[index])) })));
        }
        if (path === undefined || !(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf)(path))
            continue;
        outcomes.delete('');
        paths.push(path);
    }
    const others = [...outcomes.values()].filter((outcome) => typeof outcome === 'function' || !(0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf)(outcome));
    return [...paths, ...others.slice(0, MOST_REASONS).map((outcome) => typeof outcome === 'function' ? outcome() : outcome)];
}
/** For each sentence where the next one stands that tells of something else than a failure, `undefined` for the end of the text. */
function failureEnds(told) {
    const ends = [];
    let next;
    for (let index = told.length - 1; index >= 0; index -= 1) {
        ends[index] = next;
        const { meaning, begin } = told[index];
        if (meaning !== 'failed' && meaning !== 'created')
            next = begin;
    }
    return ends;
}
function isAside(meaning) {
    return meaning === 'ended' || meaning === 'disposed';
}
/** The id of the job that Flink's command line spoke of, `undefined` for none or several. */
function findJobId(text) {
    const found = new Set(findSentences((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text)).flatMap(({ jobId }) => jobId ?? []));
    const [jobId] = found;
    return found.size === 1 ? jobId : undefined;
}
/** The trigger id that a detached command printed, `undefined` for none. */
function findTriggerId(text) {
    return findSentences((0,_plain_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .w)(text)).find(({ meaning }) => meaning === 'detached')?.word;
}
function findSentences(plain) {
    const found = SENTENCES.flatMap(({ meaning, find }) => find(plain).map((match) => ({ meaning, ...match })));
    found.sort((a, b) => a.begin - b.begin || b.end - a.end);
    // `Cancelled job X. Savepoint stored in Y.` is two sentences; `Could not cancel job X` twice at one place is one.
    return found.filter((one, index) => index === 0 || one.begin >= (found[index - 1]?.end ?? 0));
}
/** What one of the two sentences says that end in a path; `undefined` for the others. */
function pathIn({ meaning }, rest) {
    if (meaning === 'completed')
        return pathOf(rest, 'Savepoint completed. Path:');
    return meaning === 'stored' ? pathOf(rest, 'Savepoint stored in') : undefined;
}
function reasonOf({ meaning, jobId, word }, fromHere) {
    const job = jobId === undefined ? 'the job' : `job ${jobId}`;
    switch (meaning) {
        case 'detached':
            return `the savepoint was only triggered (detached, trigger id ${word ?? 'unknown'}), its path is not known yet: `
                + 'leave -detached out, or ask /jobs/<job>/savepoints/<trigger id>';
        case 'failed': return failureReason(fromHere);
        case 'created': return (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_3__/* .innermostCause */ .$)(fromHere.split('\n', 1)[0] ?? '');
        case 'disposed': return 'the text tells of a savepoint that was disposed of';
        case 'checkpoint':
            return 'flink checkpoint tells no path, only a number: look for the checkpoint in the job\'s checkpoint directory';
        case 'ended': return `${job} was ended without a savepoint: use flink stop`;
        case 'begun':
        case 'completed':
        case 'stored':
            return `the text tells that a savepoint of ${job} was triggered, but not how it ended: wait for it`;
    }
}
function failureReason(text) {
    const trace = text.replace(/^The program finished with the following exception:\s*/, '');
    const cause = (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_3__/* .innermostCause */ .$)(trace);
    return `Flink took no savepoint: ${cause === '' ? 'the program finished with an exception that is not in the text' : cause}`;
}
function pathOf(rest, sentence) {
    const written = (0,_written_path_js__WEBPACK_IMPORTED_MODULE_0__/* .readWrittenPath */ .r2)(rest);
    if ('broken' in written)
        return { reason: `after '${sentence}' ${written.broken}` };
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(written.path, `Flink's line '${sentence}'`);
}


/***/ }),

/***/ 3829:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ innermostCause)
/* harmony export */ });
/** A name of a Java class that stands alone, or the colon that `Throwable.toString` writes after it. */
const CLASS_NAME = /^(?:[\w$]+\.)+([\w$]+)(?::\s+|$)/;
/** Where the message of a wrapped exception begins, for the message of a wrapper repeats the text of its cause. */
const WRAPPED = /(?<![\w$.])(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable): /g;
/** What is looked at of one message: enough for all that is told. */
const MOST_READ = 8_000;
const MOST_CHARACTERS = 400;
/**
 * Reduces what Flink says of a failure (a stack trace with `Caused by:`, or an exception's text with others inside) to the
 * innermost cause in Flink's own words, in one line of at most 400 characters. Empty where the text is.
 */
function innermostCause(text) {
    const headings = causeHeadings(text);
    const messages = headings.map(plainMessage).filter((message) => message !== '');
    const innermost = messages.at(-1) ?? '';
    // A short one (`Hadoop is not in the classpath/dependencies.`, a bare class name) says little without what it led to.
    const outer = innermost.length > SHORT ? undefined : messages.slice(0, -1).findLast((message) => isTelling(message, innermost));
    const told = outer === undefined ? innermost : `${outer} (${innermost})`;
    return bounded(told.replace(/\s+/g, ' ').trim());
}
const SHORT = 60;
/** What every failed attempt is introduced by says nothing of the cause. */
const INTRODUCTION = /^(?:Triggering a |Failed to trigger |Could not (?:stop|cancel) |Internal server error)/;
function isTelling(message, innermost) {
    return /\s/.test(message) && !INTRODUCTION.test(message) && !message.includes(innermost);
}
function bounded(text) {
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
/** The texts of the exception and of its causes, outermost first, without the lines of the stack. */
function causeHeadings(text) {
    const headings = [];
    let open = false;
    for (const line of text.split(/\r?\n/)) {
        if (/^\s*(?:at [\w$.<>/@-]+[\w$>]\(|\.\.\. \d+ more)/.test(line)) {
            open = false;
            continue;
        }
        const cause = /^\s*(?:\[?CIRCULAR REFERENCE: ?|Caused by: )(.*)$/.exec(line);
        if (cause !== null) {
            headings.push(cause[1] ?? '');
            open = true;
        }
        else if (headings.length === 0 && line.trim() !== '') {
            headings.push(line);
            open = true;
        }
        else if (open)
            headings.push(`${headings.pop() ?? ''} ${line.trim()}`);
    }
    return headings;
}
/** The message of an exception without the names of the classes around it; the class where there is no message. */
function plainMessage(heading) {
    const text = heading.trim().slice(0, MOST_READ);
    const last = [...text.matchAll(WRAPPED)].map((match) => match.index + match[0].length).findLast((end) => end < text.length);
    const rest = text.slice(last ?? 0);
    const bare = CLASS_NAME.exec(rest);
    if (bare === null)
        return rest;
    const after = rest.slice(bare[0].length);
    return after === '' ? bare[1] ?? '' : after;
}


/***/ }),

/***/ 8940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jp: () => (/* binding */ pathFinding),
/* harmony export */   PL: () => (/* binding */ LAST_STATE_PLACEHOLDER),
/* harmony export */   uf: () => (/* binding */ isPath)
/* harmony export */ });
/** Whether the finding is a path. */
function isPath(finding) {
    return 'path' in finding;
}
/**
 * The operator writes this in place of a path where a job goes on from the state that its high-availability metadata name
 * (`AbstractJobReconciler.LAST_STATE_DUMMY_SP_PATH` of the Flink Kubernetes operator).
 */
const LAST_STATE_PLACEHOLDER = 'KUBERNETES_OPERATOR_LAST_STATE';
/** What Flink names a checkpoint that has no path (`NonPersistentMetadataCheckpointStorageLocation.EXTERNAL_POINTER`). */
const NOT_ADDRESSABLE = '<checkpoint-not-externally-addressable>';
/** A path as Flink gave it, or the reason why that is none. */
function pathFinding(path, takenFrom) {
    if (path.includes(LAST_STATE_PLACEHOLDER)) {
        return {
            reason: `${takenFrom} is the operator's placeholder ${LAST_STATE_PLACEHOLDER}, which is no path: the job goes on from its `
                + 'high-availability metadata; take a savepoint, or name the newest checkpoint of the job',
        };
    }
    if (path === NOT_ADDRESSABLE) {
        return {
            reason: `${takenFrom} is ${NOT_ADDRESSABLE}: the checkpoint was kept in the JobManager's memory only; `
                + 'set a checkpoint directory, or take a savepoint',
        };
    }
    return { path, takenFrom };
}


/***/ }),

/***/ 6336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ NoSnapshotError)
/* harmony export */ });
/**
 * A text or an answer of Flink's names no snapshot to go on with, or several. The message is one short sentence in Flink's
 * own words as far as there are any, without the text itself.
 */
class NoSnapshotError extends Error {
    name = 'NoSnapshotError';
}


/***/ }),

/***/ 1937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createSentence),
/* harmony export */   w: () => (/* binding */ plainText)
/* harmony export */ });
/** Colours and other sequences with which programs steer a terminal (ECMA-48: CSI, OSC, and escapes of two characters). */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;
/** The time that GitHub writes before every line of a downloaded log. */
const LOG_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z /gm;
/** The text of a terminal or a log without colours and times, its lines ended by `\n`. */
function plainText(text) {
    return text.replace(/^\ufeff/, '').replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(LOG_TIME, '');
}
/**
 * A sentence that is found wherever it stands in a line, also where a terminal broke it over lines.
 *
 * @param words the sentence; `#` stands for a job's id (32 hex digits), `*` for one word
 */
function createSentence(words) {
    const parts = Array.from(words, (character) => {
        if (character === '#')
            return '(?<job>(?:[0-9a-f]\\n?){31}[0-9a-f])';
        if (character === '*')
            return '(?<word>[A-Za-z0-9_-]+)';
        if (character === ' ')
            return '(?: ?\\n ?| )';
        return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    });
    // A break may stand between any two characters, but a blank brings its own.
    const pattern = new RegExp(parts.map((part, index) => (index === 0 || part.startsWith('(?: ') || parts[index - 1]?.startsWith('(?: ') ? part : `\\n?${part}`)).join(''), 'g');
    return {
        find: (plain) => [...plain.matchAll(pattern)].map((match) => ({
            begin: match.index,
            end: match.index + match[0].length,
            jobId: match.groups?.['job']?.replaceAll('\n', ''),
            word: match.groups?.['word'],
        })),
    };
}


/***/ }),

/***/ 9462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Nc: () => (/* binding */ findInRestAnswer),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   v$: () => (/* binding */ errorsText)
/* harmony export */ });
/* harmony import */ var _failure_cause_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3829);
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8940);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3027);



/**
 * What an answer of Flink's REST interface says of a snapshot: the trigger or the status of a savepoint, a checkpoint's
 * details, the checkpoint statistics of a job, or an error.
 *
 * @returns undefined for a value that is no such answer
 */
function findInRestAnswer(value) {
    const state = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status', 'id');
    if (state !== undefined)
        return [findInStatus(state, value)];
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'request-id')) {
        return [{
                reason: `the savepoint was only triggered (trigger id ${(0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'request-id') ?? 'unknown'}), its path is not `
                    + 'known yet: ask /jobs/<job>/savepoints/<trigger id> until it says COMPLETED',
            }];
    }
    if (Array.isArray((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(value, 'errors')))
        return [{ reason: `Flink answered: ${errorsText(value)}` }];
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'latest') && (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'history'))
        return findInStatistics(value);
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(value, 'trigger_timestamp') && (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status') !== undefined)
        return [findInCheckpoint(value, 'the')];
    return undefined;
}
/** The texts of an `ErrorResponseBody`, reduced to the cause. */
function errorsText(value) {
    const texts = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .listMember */ .DW)(value, 'errors').filter((text) => typeof text === 'string' && text.trim() !== '');
    // The last one is the stack trace, where Flink gives one; the first is often only `Internal server error.`
    return (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)(withoutFrame(texts.at(-1) ?? ''));
}
const FRAME = ['<Exception on server side:', 'End of exception on server side>'];
/** By hand: a pattern for blanks before the last words would try each run of blanks from each of its places. */
function withoutFrame(text) {
    const [begin, end] = FRAME;
    const inner = text.startsWith(begin) ? text.slice(begin.length).trimStart() : text;
    const trimmed = inner.trimEnd();
    return trimmed.endsWith(end) ? trimmed.slice(0, -end.length).trimEnd() : inner;
}
/** What became of an operation that failed, in Flink's words. */
function failureText(operation) {
    const trace = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'failure-cause', 'stack-trace') ?? (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'failure-cause', 'class') ?? '';
    // Here the outer exception says more than its cause: there is a savepoint all the same.
    const created = /A savepoint has been created at: [^\n]*/.exec(trace);
    return created === null ? (0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)(trace) : created[0].trim();
}
/** Whether the operation behind a trigger still runs. */
function isRunning(value) {
    return (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(value, 'status', 'id') === 'IN_PROGRESS';
}
function findInStatus(state, value) {
    const operation = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(value, 'operation');
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .hasMember */ .z$)(operation, 'failure-cause'))
        return { reason: `Flink took no savepoint: ${failureText(operation)}` };
    const location = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(operation, 'location');
    if (location !== undefined)
        return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(location, 'operation.location of the REST answer');
    if (state !== 'COMPLETED')
        return { reason: `the savepoint has not ended (${state}): ask again until it says COMPLETED` };
    const checkpoint = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .numberMember */ .eJ)(operation, 'checkpointId');
    if (checkpoint === undefined)
        return { reason: 'the REST answer says COMPLETED, but names no location' };
    return {
        reason: `the REST answer names checkpoint ${checkpoint}, not where it is: ask /jobs/<job>/checkpoints/details/${checkpoint}`,
    };
}
function findInCheckpoint(checkpoint, which) {
    const name = `${which} ${(0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'is_savepoint') === true ? 'savepoint' : 'checkpoint'} ${String((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'id'))}`;
    const state = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'status') ?? 'unknown';
    if (state === 'FAILED') {
        return { reason: `${name} failed: ${(0,_failure_cause_js__WEBPACK_IMPORTED_MODULE_1__/* .innermostCause */ .$)((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'failure_message') ?? 'Flink names no cause')}` };
    }
    if (state !== 'COMPLETED')
        return { reason: `${name} has not ended (${state}): ask again until it says COMPLETED` };
    if ((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(checkpoint, 'discarded') === true)
        return { reason: `${name} is gone: Flink has discarded it` };
    const path = (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .textMember */ .SA)(checkpoint, 'external_path');
    if (path === undefined)
        return { reason: `${name} is completed, but the REST answer names no external_path` };
    return (0,_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .pathFinding */ .Jp)(path, `external_path of ${name} in the REST answer`);
}
/** The newest checkpoint and the newest savepoint of a job: two snapshots, of which none is meant more than the other. */
function findInStatistics(statistics) {
    const found = ['savepoint', 'completed']
        .map((name) => (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .member */ .Dc)(statistics, 'latest', name))
        .filter((checkpoint) => typeof checkpoint === 'object' && checkpoint !== null)
        .map((checkpoint) => findInCheckpoint(checkpoint, 'the latest'));
    // Flink discards the checkpoints of a job that has finished; the savepoint is not meant less for it.
    const there = found.filter(_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .isPath */ .uf);
    if (there.length > 0)
        return there;
    return found.length > 0 ? found : [{ reason: 'the job has no completed checkpoint and no savepoint' }];
}


/***/ }),

/***/ 7380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ SavepointInterrupted),
/* harmony export */   _: () => (/* binding */ SavepointError)
/* harmony export */ });
/**
 * No savepoint can be handed on. The message is one sentence for people, in Flink's own words where it gave any; `details`
 * are further lines.
 */
class SavepointError extends Error {
    name = 'SavepointError';
    details;
    constructor(message, options = {}) {
        super(message, options);
        this.details = options.details ?? [];
    }
}
/** The run was stopped while a savepoint was on its way; the message says what becomes of it. */
class SavepointInterrupted extends SavepointError {
    name = 'SavepointInterrupted';
}


/***/ }),

/***/ 6210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C: () => (/* binding */ findSnapshot),
  U: () => (/* binding */ isSnapshotText)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
// EXTERNAL MODULE: ./build/flink/cli-output.js
var cli_output = __nccwpck_require__(1493);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __nccwpck_require__(8815);
// EXTERNAL MODULE: ./build/flink/no-snapshot-error.js
var no_snapshot_error = __nccwpck_require__(6336);
;// CONCATENATED MODULE: ./build/flink/document.js


/** More than any listing of a namespace that was seen; as JSON it is parsed in well under a second. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** YAML takes some hundred times as long as JSON: a listing of a hundred resources, in a few seconds. */
const MOST_YAML_CHARACTERS = 1024 * 1024;
/** Flink's and Kubernetes' answers are some ten levels deep. */
const MOST_LEVELS = 64;
const MOST_DOCUMENTS = 1_000;
/** What Kubernetes tools begin a resource with. */
const RESOURCE = /^(?:- )?(?:apiVersion|kind):[ \t]*(?:flink\.apache\.org\/|Flink[A-Z]|v1[ \t]*$|List[ \t]*$)/m;
/** Keys of a part of a resource, which may stand at the beginning of a line of a log as well. */
const PART_OF_RESOURCE = /^(?:items|metadata|spec|status|jobStatus|savepointInfo)[ \t]*:/m;
/**
 * The value of a text that is JSON, and nothing else.
 *
 * @returns undefined for any other text
 * @throws NoSnapshotError for JSON nested deeper, and for any text longer, than what Flink and Kubernetes write
 */
function readWholeJson(text) {
    if (text.length > MOST_CHARACTERS) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`a text of ${text.length} characters is too long to look for a snapshot's path in it: give the path`);
    }
    return /^[\s\ufeff]*[{[]/.test(text) ? parseJson(text.replace(/^[\s\ufeff]+/, '')) : undefined;
}
/** As {@link readWholeJson}, with other lines before the JSON: the headers of `curl -i`, warnings of kubectl. */
function readEmbeddedJson(text) {
    const begins = [...text.matchAll(/^[ \t]*[{[]/gm)].map(({ index }) => index);
    const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
    // Log lines may begin with a bracket as well: a few attempts, no search.
    for (const begin of begins.slice(0, 8)) {
        const value = begin < end ? parseJson(text.slice(begin, end)) : undefined;
        if (value !== undefined)
            return value;
    }
    return undefined;
}
/** Whether a text is YAML of resources, a part of one (`part`: as far as can be told from single lines), or neither. */
function yamlOf(text) {
    if (RESOURCE.test(text))
        return 'resource';
    return PART_OF_RESOURCE.test(text) ? 'part' : undefined;
}
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return typeof value === 'object' && value !== null ? checkDepth(value) : undefined;
    }
    catch (error) {
        if (error instanceof no_snapshot_error/* NoSnapshotError */.a)
            throw error;
        if (isDepthError(error))
            throw tooDeep();
        return undefined;
    }
}
/**
 * The documents of a text that is YAML.
 *
 * @throws NoSnapshotError for YAML that cannot be read, with aliases or with keys that stand there twice, and for what is
 *   longer, or nested deeper, than what Kubernetes writes
 */
function readYaml(text) {
    if (text.length > MOST_YAML_CHARACTERS) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`${text.length} characters of YAML are too many to look for a snapshot's path in them: `
            + 'give one resource, or print them with -o json');
    }
    try {
        const documents = (0,dist/* parseAllDocuments */.hR)(text, { schema: 'core', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
        if (documents.length > MOST_DOCUMENTS)
            throw new no_snapshot_error/* NoSnapshotError */.a(`YAML of more than ${MOST_DOCUMENTS} documents is not read`);
        return documents.map(readYamlDocument);
    }
    catch (error) {
        if (error instanceof no_snapshot_error/* NoSnapshotError */.a)
            throw error;
        if (isDepthError(error))
            throw tooDeep();
        throw new no_snapshot_error/* NoSnapshotError */.a('the text looks like YAML of Kubernetes resources, but cannot be read as such', { cause: error });
    }
}
function readYamlDocument(document) {
    const [error] = document.errors;
    if (error !== undefined) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text looks like YAML of Kubernetes resources, but cannot be read as such: ${firstLine(error.message)}`);
    }
    refuseDangers(document);
    const value = document.toJS({ maxAliasCount: 0 });
    return checkDepth(value);
}
/** Aliases can blow a small text up without end, and of two equal keys one would be a guess. Kubernetes writes neither. */
function refuseDangers(document) {
    (0,dist/* visit */.YR)(document, {
        Alias: () => { throw new no_snapshot_error/* NoSnapshotError */.a('YAML with aliases (*name) is not read: print the resources with kubectl get -o yaml'); },
        Map: (_key, map) => {
            const seen = new Set();
            for (const { key } of map.items) {
                const name = (0,dist/* isScalar */.jn)(key) ? key.value : undefined;
                if (name === undefined)
                    continue;
                if (seen.has(name))
                    throw new no_snapshot_error/* NoSnapshotError */.a(`the YAML has the key ${JSON.stringify(name)} twice in one place: give one of them`);
                seen.add(name);
            }
        },
    });
}
function checkDepth(value) {
    let level = [value];
    for (let depth = 0; level.length > 0; depth += 1) {
        if (depth > MOST_LEVELS)
            throw tooDeep();
        level = level.flatMap((one) => typeof one === 'object' && one !== null ? Object.values(one) : []);
    }
    return value;
}
function tooDeep() {
    return new no_snapshot_error/* NoSnapshotError */.a(`the text is nested deeper than ${MOST_LEVELS} levels, which nothing of Flink's is: give the path itself`);
}
/** A parser that ran out of stack. */
function isDepthError(error) {
    return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError';
}
function firstLine(text) {
    return text.split('\n', 1)[0] ?? '';
}

// EXTERNAL MODULE: ./build/flink/finding.js
var flink_finding = __nccwpck_require__(8940);
// EXTERNAL MODULE: ./build/flink/failure-cause.js
var failure_cause = __nccwpck_require__(3829);
// EXTERNAL MODULE: ./build/flink/values.js
var values = __nccwpck_require__(3027);
;// CONCATENATED MODULE: ./build/flink/operator-status.js



/**
 * What resources of the Flink Kubernetes operator say of a snapshot: a FlinkDeployment, a FlinkSessionJob, a
 * FlinkBlueGreenDeployment, a FlinkStateSnapshot, a list of them, or the status alone. The names are those of
 * `flink-kubernetes-operator-api`.
 *
 * @returns undefined for a value that is no such resource
 */
function findInResource(value) {
    const kind = (0,values/* textMember */.SA)(value, 'kind') ?? '';
    const items = (0,values/* member */.Dc)(value, 'items');
    if (Array.isArray(items) && (kind === '' || kind.endsWith('List'))) {
        if (items.length === 0)
            return [{ reason: 'the list has no items' }];
        const found = items.map((item) => findInResource(item));
        return found.every((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? []);
    }
    const name = resourceName(value, kind);
    if (kind === 'FlinkStateSnapshot')
        return [findInSnapshot((0,values/* member */.Dc)(value, 'status'), name)];
    const isJob = ['FlinkDeployment', 'FlinkSessionJob', 'FlinkBlueGreenDeployment'].includes(kind);
    if (isJob)
        return findInJob(value, (0,values/* member */.Dc)(value, 'status'), name);
    if ((0,values/* hasMember */.z$)(value, 'jobStatus'))
        return findInJob(value, value, 'the status');
    if ((0,values/* hasMember */.z$)(value, 'savepointInfo'))
        return findInJob(value, { jobStatus: value }, 'the status');
    if (isSnapshotStatus(value))
        return [findInSnapshot(value, 'the status')];
    const status = (0,values/* member */.Dc)(value, 'status');
    if (kind === '' && typeof status === 'object' && status !== null)
        return findInResource(status);
    return undefined;
}
function resourceName(value, kind) {
    const name = (0,values/* textMember */.SA)(value, 'metadata', 'name');
    const namespace = (0,values/* textMember */.SA)(value, 'metadata', 'namespace');
    return [kind, [namespace, name].filter((part) => part !== undefined).join('/')].filter((part) => part !== '').join(' ');
}
const SNAPSHOT_STATES = new Set(['COMPLETED', 'FAILED', 'IN_PROGRESS', 'TRIGGER_PENDING', 'ABANDONED']);
function isSnapshotStatus(value) {
    return SNAPSHOT_STATES.has((0,values/* member */.Dc)(value, 'state')) && ['path', 'failures', 'triggerId', 'error'].some((name) => (0,values/* hasMember */.z$)(value, name));
}
/** `FlinkStateSnapshotStatus` */
function findInSnapshot(status, name) {
    const state = (0,values/* textMember */.SA)(status, 'state') ?? 'TRIGGER_PENDING';
    const error = (0,values/* textMember */.SA)(status, 'error');
    const because = error === undefined ? '' : `: ${(0,failure_cause/* innermostCause */.$)(error)}`;
    if (state === 'FAILED')
        return { reason: `the snapshot of ${name} failed${because}` };
    if (state === 'ABANDONED')
        return { reason: `the snapshot of ${name} was abandoned (ABANDONED)${because}` };
    if (state !== 'COMPLETED')
        return { reason: `the snapshot of ${name} has not ended (${state}): wait until it is COMPLETED` };
    const path = (0,values/* textMember */.SA)(status, 'path');
    if (path === undefined)
        return { reason: `${name} is COMPLETED, but names no path` };
    return (0,flink_finding/* pathFinding */.Jp)(path, `status.path of ${name}`);
}
/** Job states in which the operator goes on from `upgradeSavepointPath`; in all others that is where the job once came from. */
const ENDED = new Set(['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED']);
/** `CommonStatus` with its `JobStatus` and `SavepointInfo` */
function findInJob(resource, status, name) {
    const generation = (0,values/* numberMember */.eJ)(resource, 'metadata', 'generation');
    const observed = (0,values/* numberMember */.eJ)(status, 'observedGeneration');
    if (generation !== undefined && observed !== undefined && observed < generation) {
        return [{ reason: `the operator has not seen the newest generation (${generation}) of ${name} yet, its status is of ${observed}: ask again` }];
    }
    const job = (0,values/* member */.Dc)(status, 'jobStatus');
    const info = (0,values/* member */.Dc)(job, 'savepointInfo');
    const trigger = (0,values/* textMember */.SA)(info, 'triggerId');
    if (trigger !== undefined)
        return [{ reason: `a savepoint of ${name} has not ended (trigger id ${trigger}): ask again when it has` }];
    const last = (0,values/* member */.Dc)(info, 'lastSavepoint');
    const nonce = (0,values/* numberMember */.eJ)(resource, 'spec', 'job', 'savepointTriggerNonce');
    if (nonce !== undefined && (0,values/* textMember */.SA)(last, 'triggerType') === 'MANUAL' && (0,values/* numberMember */.eJ)(last, 'triggerNonce') !== nonce) {
        return [{ reason: `the savepoint with savepointTriggerNonce ${nonce} of ${name} was not taken yet, the last one had `
                    + `${String((0,values/* member */.Dc)(last, 'triggerNonce'))}${errorOf(status)}` }];
    }
    const found = [...lastSavepoint(last, name), ...upgradeSavepoint(resource, job, name)];
    if (found.length > 0)
        return found;
    return [{ reason: `${name} names no savepoint: status.jobStatus.savepointInfo.lastSavepoint is empty${errorOf(status)}${historyHint(info)}` }];
}
function lastSavepoint(last, name) {
    const location = (0,values/* textMember */.SA)(last, 'location');
    return location === undefined ? [] : [(0,flink_finding/* pathFinding */.Jp)(location, `status.jobStatus.savepointInfo.lastSavepoint.location of ${name}`)];
}
function upgradeSavepoint(resource, job, name) {
    // Written into the status by operators up to and from 1.8 in these two places.
    const path = (0,values/* textMember */.SA)(job, 'upgradeSavepointPath') ?? (0,values/* textMember */.SA)(job, 'upgradeSnapshotReference', 'path');
    const state = (0,values/* textMember */.SA)(job, 'state') ?? '';
    const suspended = (0,values/* textMember */.SA)(resource, 'spec', 'job', 'state') === 'suspended';
    if (path === undefined || (!ENDED.has(state) && !suspended))
        return [];
    return [(0,flink_finding/* pathFinding */.Jp)(path, `status.jobStatus.upgradeSavepointPath of ${name}`)];
}
function errorOf(status) {
    const error = (0,values/* textMember */.SA)(status, 'error');
    return error === undefined ? '' : ` (the operator says: ${(0,failure_cause/* innermostCause */.$)(operatorError(error))})`;
}
/** The operator writes its errors as JSON with `message` and `throwableList`. */
function operatorError(error) {
    try {
        const parsed = JSON.parse(error);
        const causes = (0,values/* listMember */.DW)(parsed, 'throwableList').map((cause) => (0,values/* textMember */.SA)(cause, 'message'));
        return causes.findLast((cause) => cause !== undefined) ?? (0,values/* textMember */.SA)(parsed, 'message') ?? error;
    }
    catch {
        return error;
    }
}
function historyHint(info) {
    return (0,values/* listMember */.DW)(info, 'savepointHistory').length > 0 ? '; earlier ones stand in savepointHistory' : '';
}

// EXTERNAL MODULE: ./build/flink/plain-text.js
var plain_text = __nccwpck_require__(1937);
// EXTERNAL MODULE: ./build/flink/rest-answer.js
var rest_answer = __nccwpck_require__(9462);
// EXTERNAL MODULE: ./build/flink/written-path.js
var written_path = __nccwpck_require__(6524);
;// CONCATENATED MODULE: ./build/flink/snapshot-text.js









/**
 * Whether a text is more than one plain path: the output of a command, JSON, YAML, a path within quotes. A single line that
 * begins as a path does is one, whatever else it contains.
 */
function isSnapshotText(text) {
    const trimmed = text.trim();
    if (/[\r\n\u001b]/.test(trimmed))
        return true;
    if ((0,written_path/* isAbsolute */.oP)(trimmed))
        return false;
    if (/^[{["']/.test(trimmed) || trimmed.includes(flink_finding/* LAST_STATE_PLACEHOLDER */.PL))
        return true;
    return (0,cli_output/* findInCliOutput */.ay)(trimmed).length > 0 || (0,written_path/* findBarePaths */.CT)(trimmed).length > 0;
}
/**
 * Finds the snapshot that a text names: output of Flink's command line, an answer of its REST interface, a resource of the
 * Flink Kubernetes operator as JSON or YAML, or any text in which one path of a snapshot stands. Nothing is guessed.
 *
 * @returns the path as it stands in the text, and where it stood
 * @throws NoSnapshotError when the text names none, or several, or says that the savepoint failed or has not ended
 */
function findSnapshot(text) {
    return decide(findAll(text));
}
const ONLY_PATH = 'the only path of a snapshot in the text';
function findAll(text) {
    const quoted = /^(["'])([^"'\n]+)\1$/.exec(text.trim())?.[2];
    if (quoted !== undefined && (0,written_path/* isAbsolute */.oP)(quoted))
        return [(0,flink_finding/* pathFinding */.Jp)(quoted, 'the quoted path')];
    const whole = readWholeJson(text);
    if (whole !== undefined)
        return findInDocument(whole);
    const yaml = yamlOf(text);
    if (yaml === 'resource')
        return readYaml(text).flatMap(findInDocument);
    const told = (0,cli_output/* findInCliOutput */.ay)(text);
    if (told.length > 0)
        return told;
    const embedded = readEmbeddedJson(text);
    if (embedded !== undefined)
        return findInDocument(embedded);
    if (yaml === 'part')
        return readYaml(text).flatMap(findInDocument);
    if (text.includes(flink_finding/* LAST_STATE_PLACEHOLDER */.PL))
        return [(0,flink_finding/* pathFinding */.Jp)(flink_finding/* LAST_STATE_PLACEHOLDER */.PL, 'the text')];
    return (0,written_path/* findBarePaths */.CT)((0,plain_text/* plainText */.w)(text)).map((path) => (0,flink_finding/* pathFinding */.Jp)(path, ONLY_PATH));
}
function findInDocument(value) {
    const found = findInResource(value) ?? (0,rest_answer/* findInRestAnswer */.Nc)(value);
    if (found !== undefined)
        return found;
    return textsOf(value).flatMap((text) => {
        if ((0,written_path/* looksLikeSnapshot */.iy)(text) || text === flink_finding/* LAST_STATE_PLACEHOLDER */.PL)
            return [(0,flink_finding/* pathFinding */.Jp)(text, ONLY_PATH)];
        return (0,cli_output/* findInCliOutput */.ay)(text);
    });
}
/** All texts of a value, whose depth was checked. */
function textsOf(value) {
    if (typeof value === 'string')
        return [value.trim()];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
const MOST_CANDIDATES = 5;
function decide(findings) {
    const distinct = new Map();
    for (const finding of findings.filter(flink_finding/* isPath */.uf)) {
        const identity = snapshotIdentity(finding.path);
        if (!distinct.has(identity))
            distinct.set(identity, finding);
    }
    const candidates = [...distinct.values()];
    const reason = findings.find((finding) => 'reason' in finding)?.reason;
    if (reason !== undefined) {
        const beside = candidates.length === 0 ? '' : `; the text also names ${shownPaths(candidates)}: give that path itself if it is meant`;
        throw new no_snapshot_error/* NoSnapshotError */.a(`${reason}${beside}`);
    }
    const [only] = candidates;
    if (only === undefined) {
        throw new no_snapshot_error/* NoSnapshotError */.a('the text names no snapshot: give the path of one, the output of flink savepoint, stop or cancel -s, '
            + 'a REST answer, or a FlinkDeployment or FlinkStateSnapshot');
    }
    if (candidates.length > 1) {
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text names ${candidates.length} snapshots: ${shownPaths(candidates)}; give the path of the one that is meant`);
    }
    return { path: only.path, takenFrom: shortened(only.takenFrom) };
}
function shortened(text) {
    return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
function shownPaths(candidates) {
    const shown = candidates.slice(0, MOST_CANDIDATES).map(({ path }) => shortened(path));
    const more = candidates.length - shown.length;
    return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
/** The same for a directory and its `_metadata`, and for S3's several schemes. */
function snapshotIdentity(path) {
    let location;
    try {
        location = (0,location_location/* parseLocation */.zS)(path);
    }
    catch (error) {
        if (!(error instanceof location_location/* LocationError */.KA))
            throw error;
        throw new no_snapshot_error/* NoSnapshotError */.a(`the text names a snapshot, but ${error.message}`, { cause: error });
    }
    const directory = (0,location_location/* nameOf */.Vb)(location) === '_metadata' ? (0,location_location/* parentOf */.gN)(location) ?? location : location;
    return (0,location_location/* identityOf */.cu)(directory);
}


/***/ }),

/***/ 3027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DW: () => (/* binding */ listMember),
/* harmony export */   Dc: () => (/* binding */ member),
/* harmony export */   SA: () => (/* binding */ textMember),
/* harmony export */   eJ: () => (/* binding */ numberMember),
/* harmony export */   z$: () => (/* binding */ hasMember)
/* harmony export */ });
/** The member of an object, `undefined` for anything else. */
function member(value, ...names) {
    let found = value;
    for (const name of names) {
        if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name))
            return undefined;
        found = found[name];
    }
    return found;
}
/** The member as a text, `undefined` where it is none or blank. */
function textMember(value, ...names) {
    const found = member(value, ...names);
    return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
/** The member as a finite number, `undefined` where it is none. */
function numberMember(value, ...names) {
    const found = member(value, ...names);
    return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}
/** The member as an array, empty where it is none. */
function listMember(value, ...names) {
    const found = member(value, ...names);
    return Array.isArray(found) ? found : [];
}
/** Whether the value is an object that has a member of the name. */
function hasMember(value, name) {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}


/***/ }),

/***/ 6524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CT: () => (/* binding */ findBarePaths),
/* harmony export */   iy: () => (/* binding */ looksLikeSnapshot),
/* harmony export */   oP: () => (/* binding */ isAbsolute),
/* harmony export */   r2: () => (/* binding */ readWrittenPath)
/* harmony export */ });
/**
 * The name that Flink gives a savepoint's directory: six hex digits of the job's id, twelve random ones
 * (`AbstractFsCheckpointStorageAccess.initializeLocationForSavepoint`).
 */
const SAVEPOINT_NAME = 'savepoint-[0-9a-f]{6}-[0-9a-f]{12}';
/** A path up to a savepoint's name, and what may follow it in a sentence or in the line of a log. */
const NAMED = new RegExp(`^(.*[/\\\\]${SAVEPOINT_NAME})(?![\\w-]|\\.\\w)`, 's');
const NAMED_TO_THE_END = new RegExp(`^(.*[/\\\\]${SAVEPOINT_NAME})(?:[/\\\\](?:_metadata)?)?[.'")\\]]?\\s*$`, 's');
/** The beginning of such a name. */
const CUT_NAME = /[/\\]savepoint-[0-9a-f]{6}-[0-9a-f]{0,11}$/;
/** Lines over which a path may be broken. */
const MOST_LINES = 12;
/**
 * Reads the path at the beginning of what follows one of Flink's sentences. It ends with the line, for it may contain blanks;
 * a dot after it belongs to the sentence. Where it is broken over lines, the parts belong together when they make up a name
 * that Flink gives to savepoints: no other break can be told from the next line of the text.
 */
function readWrittenPath(rest) {
    const lines = rest.split('\n', MOST_LINES + 1);
    const begin = lines.findIndex((line) => line.trim() !== '');
    if (begin < 0 || begin > 1)
        return { broken: 'stands no path' };
    const first = (lines[begin] ?? '').trimStart();
    const named = NAMED.exec(first)?.[1];
    if (named !== undefined)
        return { path: named };
    const following = lines.slice(begin + 1);
    let joined = first;
    for (const line of following) {
        if (line.trim() === '')
            break;
        joined += line;
        const whole = NAMED_TO_THE_END.exec(joined)?.[1];
        if (whole !== undefined)
            return { path: whole };
    }
    const next = following[0]?.trim() ?? '';
    if (next !== '' && !/\s/.test(next))
        return { broken: 'the path seems to be broken over lines: give it in one line' };
    const path = first.trimEnd().replace(/\.$/, '');
    if (CUT_NAME.test(path))
        return { broken: 'the path is cut off: give it whole' };
    return isAbsolute(path) ? { path } : { broken: 'stands no absolute path' };
}
/** Whether the text begins as a URI or as an absolute path. */
function isAbsolute(text) {
    return /^(?:[A-Za-z][A-Za-z0-9+.-]*:[\\/]|[\\/])/.test(text);
}
const SNAPSHOT_END = new RegExp(`[/\\\\](?:${SAVEPOINT_NAME}|chk-\\d+)(?:[/\\\\](?:_metadata)?)?$|[/\\\\]_metadata$`);
/** Whether a path ends as the paths of Flink's snapshots do: in a savepoint's name, `chk-N`, or `_metadata`. */
function looksLikeSnapshot(path) {
    return isAbsolute(path) && SNAPSHOT_END.test(path);
}
/** A URI or an absolute path without blanks, or anything within quotes. Schemes are short: a long word is not read from each of its letters. */
const TOKEN = /"([^"\n]+)"|'([^'\n]+)'|((?:[A-Za-z][A-Za-z0-9+.-]{0,31}:)?\/[^\s"'<>|;,]+)/g;
/** What may not stand right before a path, for it would be a part of it: `backup/tmp/x`, `~/x`, `${DIR}/x`, `arn:aws:s3:::bucket/x`. */
const WORD_BEFORE = /[\p{L}\p{N}\p{M}_./\\+~@%$#&?*!:)\]}-]$/u;
/** Whether a word goes on at the place. A colon ends the word before a URI, which says itself where it begins. */
function isInsideWord(text, index, token) {
    const before = text.slice(Math.max(0, index - 2), index);
    return WORD_BEFORE.test(before) && !(before.endsWith(':') && !token.startsWith('/'));
}
/** All paths of snapshots that stand in a text without saying what they are. */
function findBarePaths(plain) {
    const found = [];
    for (const match of plain.matchAll(TOKEN)) {
        if (match[3] !== undefined && isInsideWord(plain, match.index, match[3]))
            continue;
        const token = withoutClosing(match[1] ?? match[2] ?? match[3] ?? '');
        if (looksLikeSnapshot(token))
            found.push(token);
        // Quotes may enclose a whole sentence.
        else if (match[3] === undefined)
            for (const path of findBarePaths(token))
                found.push(path);
    }
    return found;
}
/** Without what closes a sentence or a bracket; by hand, for a pattern would try a long run from each of its places. */
function withoutClosing(token) {
    let end = token.length;
    while (end > 0 && '.:)]}'.includes(token.charAt(end - 1)))
        end -= 1;
    return token.slice(0, end);
}


/***/ }),

/***/ 819:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D1: () => (/* binding */ noBytes),
/* harmony export */   I2: () => (/* binding */ createPlacer),
/* harmony export */   lT: () => (/* binding */ STATE_PLACES)
/* harmony export */ });
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);

/** In the order in which people are shown them. */
const STATE_PLACES = ['inline', 'exclusive', 'shared', 'changelog', 'external'];
/** Sums of nothing. */
function noBytes() {
    return { inline: 0, exclusive: 0, shared: 0, changelog: 0, external: 0 };
}
/** A path whose last segment is a plain name, so that what is before it is the file's directory. */
const PLAIN_FILE = /[^/\\]\/(?!\.\.?$)[^/\\]+$/;
const CHECKPOINT_DIRECTORY = /^chk-\d+$/;
/**
 * A placer for the snapshot in this directory. What is in a directory called `chk-<digits>` belongs to a checkpoint,
 * whose job directory is the one above it. A path that is no location counts as external.
 */
function createPlacer(directory) {
    const job = CHECKPOINT_DIRECTORY.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parentOf */ .gN)(directory) : undefined;
    const byDirectory = new Map();
    return (reference) => {
        if (reference.changelog)
            return 'changelog';
        if (reference.kind === 'relative')
            return 'exclusive';
        const { path } = reference;
        // All files of a directory lie in one place, and there are far fewer directories than files.
        const key = PLAIN_FILE.test(path) && reference.kind !== 'directory' ? path.slice(0, path.lastIndexOf('/')) : path;
        const known = byDirectory.get(key) ?? placeOf(path, directory, job);
        byDirectory.set(key, known);
        return known;
    };
}
function placeOf(path, directory, job) {
    let location;
    try {
        location = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenLocation */ .A3)(path);
    }
    catch (error) {
        if (!(error instanceof _location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .LocationError */ .KA))
            throw error;
        return 'external';
    }
    if ((0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, directory))
        return 'exclusive';
    return job !== undefined && (0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .isWithin */ .UO)(location, job) ? 'shared' : 'external';
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
        throw new LocationError(`${JSON.stringify(text)} names no bucket: write it as ${scheme}://bucket/path`);
    }
    return { scheme, authority, path: normalisePath(rest, text) };
}
/** An absolute path in which nothing has to be changed: neither `\`, nor empty and dot segments, nor a slash at the end. */
const NORMAL_PATH = /^(?!.*\/(?:\.{0,2}(?:\/|$)))\/[^\\]+$/s;
function normalisePath(path, text) {
    if (NORMAL_PATH.test(path))
        return path;
    const quoted = JSON.stringify(text);
    const slashed = WINDOWS_DRIVE.test(path) && !path.startsWith('/') ? `/${path}` : path;
    const unified = slashed.replaceAll('\\', '/');
    if (!unified.startsWith('/')) {
        throw new LocationError(`${quoted} ${relativeSentence(text)}`);
    }
    // The empty text before the first slash: a join is a text of its own, a slash put before it would hang on to both.
    const segments = [''];
    for (const segment of unified.split('/')) {
        if (segment === '' || segment === '.')
            continue;
        if (segment !== '..')
            segments.push(segment);
        else if (segments.length > 1)
            segments.pop();
        else
            throw new LocationError(`${quoted} climbs above the root with '..'`);
    }
    return segments.length === 1 ? '/' : segments.join('/');
}
/** S3's names of buckets and objects for IAM (`arn:aws:s3:::bucket/key`); of access points there are others. */
const S3_ARN = /^arn:[a-z-]+:s3:::(\S+)$/;
function relativeSentence(text) {
    const named = S3_ARN.exec(text)?.[1];
    if (named !== undefined)
        return `is an ARN, which is no path: it is written s3://${named} here`;
    if (/^arn:[a-z-]+:/.test(text))
        return 'is an ARN, which is no path: write s3://bucket/path, for an access point with its alias as the bucket';
    const forgotten = /^[a-z0-9][a-z0-9.-]+\/\S+$/.test(text) ? `, such as s3://${text}` : '';
    return `is a relative path: give an absolute path or a URI with a scheme${forgotten}`;
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
    const refused = () => new LocationError(`${JSON.stringify(relative)} is no path inside ${displayLocation(directory)}`);
    if (relative.trim() === '' || /^[\\/]/.test(relative))
        throw refused();
    const path = normalisePath(`/${relative}`, relative);
    if (path === '/')
        throw refused();
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

/***/ 7660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  p: () => (/* binding */ keepHeapSmall)
});

;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
;// CONCATENATED MODULE: ./build/platform/heap.js

/** How much the heap may grow beyond what lived at the last full collection, in per cent. Without a word V8 waits for four times as much. */
const GROWTH_PERCENT = 30;
/**
 * Has the heap stay near what is alive: a relocation of 100,000 files leaves gigabytes of short-lived objects behind, and runners are small.
 * Costs no time that could be measured: a full collection takes some 50 ms, next to minutes of requests.
 */
function keepHeapSmall() {
    (0,external_node_v8_namespaceObject.setFlagsFromString)(`--heap-growing-percent=${GROWTH_PERCENT}`);
}


/***/ }),

/***/ 3420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  RO: () => (/* binding */ concurrencyOf),
  Bn: () => (/* binding */ copyFiles),
  Vv: () => (/* binding */ findWork),
  ob: () => (/* binding */ totalBytes)
});

// EXTERNAL MODULE: ./build/location/location.js
var location_location = __nccwpck_require__(1875);
// EXTERNAL MODULE: ./build/storage/pool.js
var pool = __nccwpck_require__(7842);
// EXTERNAL MODULE: ./build/relocation/relocation-error.js
var relocation_error = __nccwpck_require__(5410);
;// CONCATENATED MODULE: ./build/relocation/copying/scatter.js
/** A linear congruential generator (Numerical Recipes): good enough to shuffle by its high bits, and the same in each run. */
const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;
const MODULUS = 2 ** 32;
/**
 * The same items in an order that has nothing to do with the one they had, and is the same each time. Names that follow each other
 * lie in one partition of S3, which answers only so many requests a second: work in the order of a listing meets that limit first.
 */
function scattered(items) {
    const order = [...items];
    let state = items.length;
    for (let last = order.length - 1; last > 0; last--) {
        state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0;
        const other = Math.floor(state / MODULUS * (last + 1));
        const item = order[last];
        order[last] = order[other];
        order[other] = item;
    }
    return order;
}

;// CONCATENATED MODULE: ./build/relocation/copying/copy.js




/** Bytes that streamed copies may hold in memory at once: small objects are read whole. */
const MAX_BUFFERED_BYTES = 256 * 2 ** 20;
const BUFFERED_BYTES_PER_FILE = 16 * 2 ** 20;
/** Nobody reads faster, and of a hundred thousand small files the telling alone would cost. */
const TELL_EVERY_MS = 50;
/**
 * Without a word from the user. A store has as many requests at once as it gains from, up to these numbers of objects; streams
 * cost memory here.
 */
const DEFAULT_CONCURRENCY = { 'server-side': 256, streamed: 64, local: 8 };
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
    await (0,pool/* runPool */.k)(files, { concurrency }, signal, async (seen, both) => {
        const there = target.get(seen.file.to);
        if (there === undefined)
            pending.push(seen);
        else {
            const proof = await proofOf(seen, there, transfer, trusted, both);
            if (proof === undefined) {
                pending.push(seen);
                replaced.push(seen.file.to);
            }
            else {
                seen.proof = proof;
                present.push(seen);
            }
        }
    });
    return { pending, present, replaced };
}
async function proofOf({ sizeBytes, info }, there, transfer, trusted, signal) {
    if (there.sizeBytes !== sizeBytes)
        return undefined;
    if (trusted)
        return there.etag !== undefined && there.etag === info.etag ? 'etag' : 'size';
    return transfer.sameContent(info, there, { signal });
}
/**
 * Copies the pending files: the smallest one first and alone, where the transfer wants to see first what the store does with
 * it; then the largest first, so that small ones fill the gaps at the end. Those of one size go in a scattered order.
 *
 * @param onWritten gets what the target said of each file that was written.
 */
async function copyFiles(work, transfer, concurrency, narrator, signal, onWritten = () => undefined) {
    const files = scattered(work.pending).sort((a, b) => b.sizeBytes - a.sizeBytes);
    const bytesTotal = totalBytes(files);
    const started = performance.now();
    // The probe is taken off the list below.
    const filesTotal = files.length;
    let filesDone = 0;
    let bytesDone = 0;
    let toldMs = -TELL_EVERY_MS;
    const tell = () => {
        const elapsedMs = performance.now() - started;
        if (elapsedMs - toldMs < TELL_EVERY_MS && filesDone < filesTotal)
            return;
        toldMs = elapsedMs;
        narrator.progress({ filesDone, filesTotal, bytesDone, bytesTotal, elapsedMs });
    };
    const copyOne = async (seen, both) => {
        const { file, info } = seen;
        const { to } = file;
        const written = await transfer.copy(info, to, {
            signal: both,
            onBytes: (bytes) => {
                bytesDone += bytes;
                tell();
            },
        });
        onWritten(written);
        requireSize(written, info, to);
        seen.proof = written.proof;
        filesDone++;
        narrator.debug(() => `copied ${(0,location_location/* displayLocation */.S5)(file.from)} to ${(0,location_location/* displayLocation */.S5)(to)} (${info.sizeBytes} bytes)`);
        tell();
    };
    const probe = transfer.wantsProbe === true ? files.pop() : undefined;
    if (probe !== undefined)
        await (0,pool/* runPool */.k)([probe], { concurrency: 1 }, signal, copyOne);
    const limits = { concurrency: concurrencyOf(concurrency, transfer), maxWeight: MAX_BUFFERED_BYTES };
    await (0,pool/* runPool */.k)(files, limits, signal, copyOne, ({ sizeBytes }) => (transfer.mode === 'streamed' ? Math.min(sizeBytes, BUFFERED_BYTES_PER_FILE) : 0));
}
function requireSize(written, from, to) {
    if (written.sizeBytes === from.sizeBytes)
        return;
    throw new relocation_error/* RelocationError */.f(`${(0,location_location/* displayLocation */.S5)(to)} has ${written.sizeBytes} bytes after the copy, its source has ${from.sizeBytes}: run again; `
        + 'what is whole is not copied a second time');
}
/** The sum of the sizes that the source store reports. */
function totalBytes(files) {
    return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}


/***/ }),

/***/ 9179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ MOST_SHARDS),
/* harmony export */   YE: () => (/* binding */ shardSentence),
/* harmony export */   e$: () => (/* binding */ splitSentence),
/* harmony export */   mt: () => (/* binding */ takeShard),
/* harmony export */   n0: () => (/* binding */ refuseReplacingBesides),
/* harmony export */   tn: () => (/* binding */ refuseShardInPlace)
/* harmony export */ });
/* unused harmony exports dealFiles, shardName */
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1875);
/* harmony import */ var _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5765);
/* harmony import */ var _copy_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3420);
/* harmony import */ var _relocation_error_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5410);




/** As many jobs as GitHub makes of one matrix. */
const MOST_SHARDS = 256;
/**
 * What a file costs beside its bytes, in bytes that could be streamed meanwhile: a small object takes about 1.5 ms where a
 * stream moves some 300 MiB in a second.
 */
const BYTES_PER_FILE = 512 * 1024;
/**
 * Deals the files to `count` shards, the largest first and each to the shard that has the least to do. The result depends
 * on nothing but the files' places and sizes, not on their order nor on what a target holds already, so that machines
 * that never talk to each other deal alike. No shard has more than the largest file ahead of another one.
 */
function dealFiles(files, count) {
    const shards = Array.from({ length: count }, () => ({ load: 0, files: [] }));
    for (const file of [...files].sort(largestFirst)) {
        const least = shards.reduce((best, shard) => shard.load < best.load ? shard : best);
        least.files.push(file);
        least.load += file.sizeBytes + BYTES_PER_FILE;
    }
    return shards.map((shard) => shard.files);
}
function largestFirst(a, b) {
    return b.sizeBytes - a.sizeBytes || compareTexts(a.file.from.path, b.file.from.path)
        || compareTexts(a.file.from.authority, b.file.from.authority);
}
/** By code units: what a locale calls the order of texts differs from machine to machine. */
function compareTexts(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** The files of one shard, and what the report says of it. */
function takeShard(files, shard, dryRun) {
    const dealt = dealFiles(files, shard.count);
    const own = dealt[shard.index - 1] ?? [];
    const sizeOf = (part) => ({ files: part.length, bytes: (0,_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .totalBytes */ .ob)(part) });
    const told = {
        ...shard, ...sizeOf(own), filesTotal: files.length, bytesTotal: (0,_copy_js__WEBPACK_IMPORTED_MODULE_1__/* .totalBytes */ .ob)(files),
        ...(dryRun && { split: dealt.map(sizeOf) }),
    };
    return { own, told };
}
/** `shard 2 of 8: 1,234 of 9,876 files (1.2 GiB of 9.8 GiB)`. */
function shardSentence(shard) {
    return `${shardName(shard)}: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(shard.files)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(shard.filesTotal, 'file')} `
        + `(${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(shard.bytes)} of ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(shard.bytesTotal)})`;
}
/** `shard 2 of 8`. */
function shardName({ index, count }) {
    return `shard ${index} of ${count}`;
}
/** `a split in 8: 1,233 to 1,235 files and 1.2 GiB to 1.3 GiB for each`; with fewer files than shards, how many are idle. */
function splitSentence(split) {
    const span = (values, text) => {
        const [least, most] = [text(Math.min(...values)), text(Math.max(...values))];
        return least === most ? most : `${least} to ${most}`;
    };
    const idle = split.filter(({ files }) => files === 0).length;
    return `a split in ${split.length}: ${span(split.map(({ files }) => files), _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)} files and `
        + `${span(split.map(({ bytes }) => bytes), _text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)} for each`
        + (idle === 0 ? '' : `; ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(idle, 'shard')} would have nothing to do, for a file is never divided`);
}
/** A snapshot that is mended in its own place has nothing to copy. @throws RelocationError */
function refuseShardInPlace(place) {
    throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RelocationError */ .f(`shard: source and target are the same place, ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(place)}, where nothing is copied: leave shard out`);
}
/**
 * A shard leaves the `_metadata` of another snapshot at the target alone, also with `overwrite`: it cannot know whether
 * that is the old one or the one that the last run has just committed. So nothing that belongs to it may change.
 *
 * @throws RelocationError where a file of the shard would replace one of other content.
 */
function refuseReplacingBesides(work, shard, place) {
    if (work.replaced.length === 0)
        return;
    throw new _relocation_error_js__WEBPACK_IMPORTED_MODULE_2__/* .RelocationError */ .f(`${shardName(shard)}: ${(0,_text_quantities_js__WEBPACK_IMPORTED_MODULE_3__/* .countOf */ .pq)(work.replaced.length, 'file')} of the other snapshot at ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)(place)} would get `
        + 'other content while its _metadata is there, which a shard never takes away; nothing was written: choose another '
        + 'target-name, or delete that snapshot first, or relocate once without shard', { details: (0,_relocation_error_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .m)(work.replaced.map(_location_location_js__WEBPACK_IMPORTED_MODULE_0__/* .displayLocation */ .S5)) });
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

/***/ 5986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ SearchError)
/* harmony export */ });
/**
 * No snapshot is what was asked for. The message is one sentence; `details` name what was seen instead, most telling first.
 */
class SearchError extends Error {
    name = 'SearchError';
    details;
    constructor(message, details = []) {
        super(message);
        this.details = details;
    }
}


/***/ }),

/***/ 9761:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Homes)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4186);
/* harmony import */ var _local_path_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4980);
/* harmony import */ var _planted_links_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4169);







/** Flink's names: a checkpoint's directory, beside which the job's `shared/` lies, and a job's directory. */
const CHECKPOINT = /^chk-\d+$/;
const JOB = /^[0-9a-f]{32}$/;
/** A person reads the first few; of a hundred thousand linked files the rest is the same. */
const MOST_TOLD = 5;
const INSTEAD = 'put the files themselves there, or give the directory in which they are';
const MOST_REMEMBERED = 1000;
/**
 * The directories that the user named. How they are reached is the user's business; below one of them, a symbolic link is followed
 * only where it stays within that one. A snapshot, or whoever may write to its directory, must not make this program
 * read or write what nobody named.
 *
 * A directory `chk-N` stands for its job's directory too, and that for those of earlier jobs beside it. Of any other place, which no
 * name covers, the directory counts in which the file lies. With no names at all nothing is refused.
 */
class Homes {
    #homes;
    #onWarning;
    #told = new Set();
    #directories = new Map();
    /** @param named directories, or files; a `_metadata` stands for its directory */
    constructor(named, onWarning = () => undefined) {
        this.#homes = named.filter(({ scheme }) => scheme === 'file').flatMap(homesOf).map(createHome);
        this.#onWarning = onWarning;
    }
    /** Whether anything is refused. */
    get confined() {
        return this.#homes.length > 0;
    }
    /**
     * Whether what is at the location may be looked at; where it may not, a warning is given once.
     *
     * @throws the system's error where nothing is there
     */
    async holds(location) {
        if (!this.confined)
            return true;
        const real = await this.#whereIs((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location));
        if (await this.#isInside(location, real))
            return true;
        this.#tell(location, real);
        return false;
    }
    /**
     * Looks where an opened file really is, for what was seen of its path before may have changed.
     *
     * @throws StorageError where that is outside
     */
    async requireInside(location, file, use) {
        if (!this.confined)
            return;
        const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
        const opened = await openedPath(file, path);
        // What is written has a temporary name, which a home that is one file does not cover.
        const real = use === 'read' ? opened : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(opened), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        if (!await this.#isInside(location, real))
            throw this.#outside(location, real, use);
    }
    /**
     * Looks where the directory of a file really is, or will be when it is made.
     *
     * @throws StorageError where that is outside
     */
    async requireDirectory(location, use) {
        if (!this.confined)
            return;
        const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
        const real = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathAsFarAsThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
        if (!await this.#isInside(location, real))
            throw this.#outside(location, real, use);
    }
    async #isInside(location, real) {
        for (const anchor of await this.#anchorsOf(location)) {
            if (real === anchor || real.startsWith(anchor.endsWith(node_path__WEBPACK_IMPORTED_MODULE_1__.sep) ? anchor : anchor + node_path__WEBPACK_IMPORTED_MODULE_1__.sep))
                return true;
        }
        return false;
    }
    async #anchorsOf(location) {
        const covering = this.#homes.filter((home) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(location, home.location));
        if (covering.length > 0)
            return Promise.all(covering.map(({ real }) => real()));
        for (const { location: job } of this.#homes) {
            const root = JOB.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(job)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(job) : undefined;
            const name = root && (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .relativePath */ .iZ)(location, root)?.split('/')[0];
            if (root !== undefined && name !== undefined && JOB.test(name))
                return [(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await this.#realDirectory((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(root)), name)];
        }
        return [await realpathAsFarAsThere((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location)))];
    }
    async #whereIs(path) {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path);
        return found.isSymbolicLink() ? (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path) : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await this.#realDirectory((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
    #realDirectory(path) {
        const known = this.#directories.get(path);
        if (known !== undefined)
            return known;
        const found = (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
        if (this.#directories.size >= MOST_REMEMBERED)
            this.#directories.clear();
        this.#directories.set(path, found);
        // What is not there now may be there later.
        found.catch(() => this.#directories.delete(path));
        return found;
    }
    /** Tells of a link to a directory below one that is listed, whose files are in no listing. */
    tellOfLinkedDirectory(location, real) {
        if (this.confined)
            this.#warn(location, `${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} is a symbolic link to the directory ${real}, so what is in it counts as missing: ${INSTEAD}`);
    }
    #tell(location, real) {
        this.#warn(location, `${this.#sentence(location, real)}, so it counts as missing: ${INSTEAD}`);
    }
    #warn(location, sentence) {
        const place = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location);
        if (this.#told.size >= MOST_TOLD || this.#told.has(place))
            return;
        this.#told.add(place);
        this.#onWarning(sentence);
    }
    #outside(location, real, use) {
        const advice = use === 'read' ? INSTEAD : 'remove the link, or give another target';
        return new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${this.#sentence(location, real)}, and is not ${use}: ${advice}`, { code: 'local', operation: use === 'read' ? 'open' : use === 'written' ? 'write' : 'unlink', location });
    }
    #sentence(location, real) {
        const home = this.#homes.filter((one) => (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .isWithin */ .UO)(location, one.location)).at(-1)?.location;
        const outOf = home === undefined ? 'somewhere that nobody named' : `out of ${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(home)}, which was named`;
        return `${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} leads through a symbolic link to ${real}, ${outOf}`;
    }
}
/** Of all homes of one name, the widest stands last. */
function homesOf(named) {
    const directory = (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(named) === '_metadata' ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(named) ?? named : named;
    const job = CHECKPOINT.test((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(directory)) ? (0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(directory) : undefined;
    return job === undefined ? [directory] : [directory, job];
}
function createHome(location) {
    let real;
    return { location, real: () => real ??= realHome(location) };
}
async function realHome(location) {
    const path = (0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location);
    const planted = await (0,_planted_links_js__WEBPACK_IMPORTED_MODULE_5__/* .findPlantedLink */ .o)(path);
    if (planted === undefined)
        return realpathAsFarAsThere(path);
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location)} is reached through the symbolic link ${planted}, which another user made in a directory that everybody `
        + 'can write to: give the path without the link', { code: 'local', operation: 'open', location });
}
/** The real path of what is there, with the rest of the path as it stands. */
async function realpathAsFarAsThere(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch (error) {
        const above = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        if ((0,_system_error_js__WEBPACK_IMPORTED_MODULE_6__/* .systemCode */ .x)(error) !== 'ENOENT' || above === path)
            throw error;
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(await realpathAsFarAsThere(above), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
}
/**
 * The real path of an opened file: the kernel's own word where `/proc` has it; elsewhere that of its path, if the same file is
 * there still.
 */
async function openedPath(file, path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(`/proc/self/fd/${file.fd}`);
    }
    catch {
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
        const [opened, there] = [await file.stat({ bigint: true }), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(real, { bigint: true })];
        if (opened.dev === there.dev && opened.ino === there.ino)
            return real;
        throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${path} became another file while it was opened: make sure that nothing writes there and run again`, {
            code: 'changed', operation: 'open',
        });
    }
}


/***/ }),

/***/ 4980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ localPath),
/* harmony export */   $W: () => (/* binding */ isTemporaryName),
/* harmony export */   ME: () => (/* binding */ childLocation),
/* harmony export */   l5: () => (/* binding */ temporaryPath)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6760);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5012);



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
        return /^\\[A-Za-z]:/.test(native) ? node_path__WEBPACK_IMPORTED_MODULE_0__.win32.normalize(native.slice(1)) : native;
    }
    if (local)
        return path;
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_2__/* .StorageError */ .a(`${(0,_location_location_js__WEBPACK_IMPORTED_MODULE_1__/* .displayLocation */ .S5)(location)} names a file of the machine ${authority}, which cannot be reached from here: `
        + 'write a local path as /directory or file:///directory', { code: 'local', operation: 'open', location });
}
/** The location of an entry of a directory; `name` may hold the platform's separators. */
function childLocation(directory, name) {
    return { ...directory, path: directory.path === '/' ? `/${name}` : `${directory.path}/${name}` };
}
const TEMPORARY = /^\.flink-snapshot-[0-9a-f]{16}\.tmp$/;
/** A name for bytes that are still being written into `directory`; such names are never listed. */
function temporaryPath(directory, random) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, `.flink-snapshot-${random}.tmp`);
}
/** Whether the name of a directory entry is one of {@link temporaryPath}. */
function isTemporaryName(name) {
    return TEMPORARY.test(name);
}


/***/ }),

/***/ 3100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   jb: () => (/* binding */ copyOpened),
/* harmony export */   lf: () => (/* binding */ openRegular),
/* harmony export */   um: () => (/* binding */ requireReplaceable)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var _location_location_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1875);
/* harmony import */ var _storage_error_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5012);
/* harmony import */ var _system_error_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4186);
/* harmony import */ var _local_path_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4980);






/** Not there on Windows. A pipe that somebody put in a file's place would keep an `open` waiting for ever. */
const DO_NOT_WAIT = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0;
/**
 * Opens a regular file for reading, and looks at what was opened before anything of it is trusted.
 *
 * @throws StorageError for anything but a regular file, and for one that lies outside of `homes`; else the system's error
 */
async function openRegular(location, homes) {
    const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,_local_path_js__WEBPACK_IMPORTED_MODULE_4__/* .localPath */ .$S)(location), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | DO_NOT_WAIT);
    try {
        const found = await file.stat();
        if (!found.isFile())
            throw noRegularFile((0,_location_location_js__WEBPACK_IMPORTED_MODULE_2__/* .displayLocation */ .S5)(location), found.isDirectory());
        await homes.requireInside(location, file, 'read');
        return file;
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
/**
 * Refuses to put a file in the place of anything that is none: a rename would replace a device or a link and lose what it stands for.
 *
 * @param path absolute
 * @param name what it is called, for the message
 * @throws StorageError naming what is there
 */
async function requireReplaceable(path, name) {
    let found;
    try {
        found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(path);
    }
    catch (error) {
        if ((0,_system_error_js__WEBPACK_IMPORTED_MODULE_5__/* .systemCode */ .x)(error) === 'ENOENT')
            return;
        throw error;
    }
    if (found.isFile())
        return;
    if (!found.isSymbolicLink())
        throw noRegularFile(name, found.isDirectory());
    const leads = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(path).catch(() => 'somewhere');
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${name} is a symbolic link to ${leads}, and was left alone: remove the link, or name the file itself`, {
        code: 'local', operation: 'write',
    });
}
function noRegularFile(name, isDirectory) {
    const what = isDirectory ? 'is a directory where a file should be' : 'is no regular file but a device, a pipe or a socket';
    return new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${name} ${what}: check the path`, { code: 'local', operation: 'open' });
}
/**
 * Copies one opened file into another, sharing its blocks where the file system can. The names by which they were opened
 * may stand for other files by now.
 *
 * @throws StorageError `changed` where the system knows files by their names only and one of them is another by now
 */
async function copyOpened(from, fromPath, to, toPath) {
    if (await (hasDescriptorNames ??= areReachable(from))) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(byDescriptor(from), byDescriptor(to), node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE);
        return;
    }
    await requireSame(from, fromPath);
    await requireSame(to, toPath);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.copyFile)(fromPath, toPath, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.COPYFILE_FICLONE);
    await requireSame(from, fromPath);
    await requireSame(to, toPath);
}
/** Linux's name for the opened file itself. */
function byDescriptor(file) {
    return `/proc/self/fd/${file.fd}`;
}
/** Whether there are such names; the same for all files. */
let hasDescriptorNames;
async function areReachable(file) {
    if (process.platform !== 'linux')
        return false;
    const opened = await file.stat({ bigint: true });
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(byDescriptor(file), { bigint: true }).catch(() => undefined);
    return found !== undefined && found.dev === opened.dev && found.ino === opened.ino;
}
async function requireSame(file, path) {
    const [opened, there] = await Promise.all([file.stat({ bigint: true }), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path, { bigint: true })]);
    if (opened.dev === there.dev && opened.ino === there.ino)
        return;
    throw new _storage_error_js__WEBPACK_IMPORTED_MODULE_3__/* .StorageError */ .a(`${path} became another file while it was copied: make sure that nothing else writes there and run again`, {
        code: 'changed', operation: 'copyfile',
    });
}


/***/ }),

/***/ 4169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ findPlantedLink)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);


/** Far more links than the way to any directory has; Linux follows forty. */
const MOST_LINKS = 40;
/**
 * The first symbolic link on the way to a path that somebody else may have put there: in a directory that everybody can write to
 * (`/tmp`), made by neither root, this user nor the directory's owner. Linux refuses to follow such links where
 * `fs.protected_symlinks` is set and the directory is sticky; containers and other systems often do not.
 *
 * @param path absolute; what is not there yet is no link
 * @returns the link's path; `undefined` where there is none, and on Windows, whose links only administrators make
 */
async function findPlantedLink(path) {
    if (process.platform === 'win32')
        return undefined;
    const own = process.geteuid?.();
    const ways = [path];
    for (let links = 0; ways.length > 0 && links <= MOST_LINKS;) {
        for (const place of placesAlong(ways.pop() ?? '')) {
            // What cannot be looked at is not there, or fails whoever goes this way with a reason of its own.
            const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(place).catch(() => undefined);
            if (found === undefined)
                break;
            if (!found.isSymbolicLink())
                continue;
            links++;
            const directory = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place));
            const foreign = found.uid !== own && found.uid !== 0 && found.uid !== directory.uid;
            if (foreign && (directory.mode & 0o002) !== 0)
                return place;
            ways.push((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(place), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readlink)(place)));
        }
    }
    return undefined;
}
/** `/a/b/c` is reached by `/a`, `/a/b` and `/a/b/c`. */
function placesAlong(path) {
    const { root } = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.parse)(path);
    const names = path.slice(root.length).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).filter((name) => name !== '');
    return names.map((_, index) => root + names.slice(0, index + 1).join(node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
}


/***/ }),

/***/ 7842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ runPool),
/* harmony export */   r: () => (/* binding */ runBoth)
/* harmony export */ });
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
/** Two things at once. The first failure aborts the signal of the other one, which is waited for, and is thrown. */
async function runBoth(signal, one, other) {
    const results = [];
    await runPool([0, 1], { concurrency: 2 }, signal, async (index, both) => {
        if (index === 0)
            results[0] = await one(both);
        else
            results[1] = await other(both);
    });
    return results;
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

/***/ 8111:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ CollectedBytes)
/* harmony export */ });
const FIRST_BYTES = 16 * 1024;
/** Bytes that come in pieces, kept in one piece of memory that grows: a million pieces of one byte take no more than a megabyte. */
class CollectedBytes {
    #bytes = new Uint8Array(0);
    #length = 0;
    get byteLength() {
        return this.#length;
    }
    add(chunk) {
        const length = this.#length + chunk.length;
        if (length > this.#bytes.length) {
            const grown = new Uint8Array(Math.max(FIRST_BYTES, length, this.#bytes.length * 2));
            grown.set(this.#bytes.subarray(0, this.#length));
            this.#bytes = grown;
        }
        this.#bytes.set(chunk, this.#length);
        this.#length = length;
    }
    /** All bytes so far, in memory that the next {@link add} may write to. */
    toBytes() {
        return this.#bytes.subarray(0, this.#length);
    }
    /** As UTF-8, where what is none becomes the replacement character; a byte order mark stays. */
    toText() {
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.toBytes());
    }
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


/***/ }),

/***/ 6953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ createRedactor),
/* harmony export */   s: () => (/* binding */ withoutUserInfo)
/* harmony export */ });
/** What stands in the place of a secret. */
const REDACTED = '***';
/** So much of the begin of a secret is taken for it, where whoever quotes it has cut it off. */
const BEGIN_CHARACTERS = 16;
/**
 * Takes secrets out of texts, in the forms in which servers and libraries quote what they were sent: as they are, percent-encoded
 * (in either case of letters, blanks as `+`), as JSON and XML write them, and in base64. Of a long one its begin is enough. To be used
 * before a text is shortened: what is cut in two is found no more.
 */
function createRedactor(secrets) {
    const forms = new Set();
    for (const secret of secrets)
        if (secret !== '')
            for (const form of formsOf(secret))
                forms.add(form);
    // The longest first: a form may be part of another.
    const ordered = [...forms].sort((a, b) => b.length - a.length);
    const long = ordered.filter(({ length }) => length > BEGIN_CHARACTERS);
    return (text) => long.reduce(withoutBegin, ordered.reduce((rest, form) => rest.replaceAll(form, REDACTED), text));
}
function formsOf(secret) {
    const encoded = percentEncoded(secret);
    const strict = encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
    const json = JSON.stringify(secret).slice(1, -1);
    const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    const forms = [secret, encoded, strict, strict.replaceAll('%20', '+'), json, json.replaceAll('/', '\\/'), xml];
    return [...forms, ...[encoded, strict].map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())), ...base64Of(secret)];
}
function percentEncoded(secret) {
    try {
        return encodeURIComponent(secret);
    }
    catch {
        // Half a surrogate pair, which nobody could send.
        return secret;
    }
}
/** Of a short text the base64 may be part of any other. */
function base64Of(secret) {
    if (secret.length < 6)
        return [];
    const bytes = new TextEncoder().encode(secret);
    let binary = '';
    for (const byte of bytes)
        binary += String.fromCharCode(byte);
    const padded = btoa(binary);
    const base64 = padded.replace(/=+$/, '');
    return [padded, base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
}
function withoutBegin(text, form) {
    const begin = form.slice(0, BEGIN_CHARACTERS);
    let clean = '';
    let at = 0;
    for (let found = text.indexOf(begin); found >= 0; found = text.indexOf(begin, at)) {
        let length = BEGIN_CHARACTERS;
        while (length < form.length && text.charCodeAt(found + length) === form.charCodeAt(length))
            length += 1;
        clean += text.slice(at, found) + REDACTED;
        at = found + length;
    }
    return clean + text.slice(at);
}
/** A user and password in a URL, whose password may contain slashes; `host:port/` is none. */
const USER_INFO = /\b([A-Za-z][A-Za-z0-9+.-]{0,31}:\/\/)(?:[^\s"'/@?#]{1,256}@|[^\s"'/@:]{1,256}:(?!\d{1,5}\/)[^\s"'@:]{1,256}@)/g;
/** A text in which users and passwords of URLs are not shown: `s3n://KEY:SECRET@bucket` was once the way to write it. */
function withoutUserInfo(text) {
    return text.includes('@') ? text.replace(USER_INFO, `$1${REDACTED}@`) : text;
}


/***/ }),

/***/ 1355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ useCases)
/* harmony export */ });
/** The use cases over real stores. Each is loaded when it is called: a run takes one of them, and starts sooner without the others. */
const useCases = {
    relocate: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(561), __nccwpck_require__.e(831)]).then(__nccwpck_require__.bind(__nccwpck_require__, 831))).relocate(...args),
    inspect: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(561), __nccwpck_require__.e(831), __nccwpck_require__.e(179)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4179))).examineSnapshot(...args),
    compare: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(561), __nccwpck_require__.e(824)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5824))).compareSnapshots(...args),
    find: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(561), __nccwpck_require__.e(260)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2260))).findSnapshot(...args),
    savepoint: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(479), __nccwpck_require__.e(679)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5679))).takeSavepoint(...args),
    rewrite: async (...args) => (await Promise.all(/* import() */[__nccwpck_require__.e(561), __nccwpck_require__.e(10)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4010))).rewriteMetadataFile(...args),
};


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
/******/ 		id: moduleId,
/******/ 		loaded: false,
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
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
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
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
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

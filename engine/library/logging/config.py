"""logging.config: loggers, handlers and formatters from a dictionary."""

import logging

_REFERENCES = ('ext://', 'cfg://')


class _Configurator:
    def __init__(self, config):
        self.config = config

    def resolve(self, name):
        """The object of a dotted name."""
        parts = name.split('.')
        used = parts.pop(0)
        try:
            found = __import__(used)
            for part in parts:
                used += '.' + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    __import__(used)
                    found = getattr(found, part)
            return found
        except ImportError as e:
            raise ValueError(f'Cannot resolve {name!r}: {e}') from e

    def convert(self, value):
        if isinstance(value, str):
            if value.startswith('ext://'):
                return self.resolve(value[6:])
            if value.startswith('cfg://'):
                found = self.config
                for part in value[6:].replace('[', '.').replace(']', '').split('.'):
                    found = found[int(part)] if part.isdigit() and isinstance(found, (list, tuple)) else found[part]
                return self.convert(found)
            return value
        if isinstance(value, dict):
            return {key: self.convert(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)([self.convert(item) for item in value])
        return value

    def make_custom(self, config):
        config = dict(config)
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop('.', None)
        made = factory(**{key: self.convert(value) for key, value in config.items()})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def formatter(self, config):
        if '()' in config:
            return self.make_custom(config)
        cls = self.resolve(config['class']) if config.get('class') else logging.Formatter
        options = {'defaults': config['defaults']} if config.get('defaults') is not None else {}
        return cls(config.get('format'), config.get('datefmt'), config.get('style', '%'), config.get('validate', True),
                   **options)

    def filter(self, config):
        return self.make_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def handler(self, config, made):
        config = dict(config)
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = made['formatters'][formatter]
            except Exception as e:
                raise ValueError(f'Unable to set formatter {formatter!r}') from e
        level = config.pop('level', None)
        filters = config.pop('filters', None)
        if '()' in config:
            handler = self.make_custom(config)
        else:
            handler = self.plain_handler(config, made)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(level)
        if filters:
            self.add_filters(handler, filters, made)
        return handler

    def plain_handler(self, config, made):
        cls = config.pop('class')
        if not callable(cls):
            cls = self.resolve(cls)
        if 'target' in config and isinstance(config['target'], str):
            if config['target'] not in made['handlers']:
                raise TypeError('target not configured yet')
            config['target'] = made['handlers'][config['target']]
        attributes = config.pop('.', None)
        handler = cls(**{key: self.convert(value) for key, value in config.items()})
        for name, value in (attributes or {}).items():
            setattr(handler, name, value)
        return handler

    def add_filters(self, target, filters, made):
        for name in filters:
            try:
                target.addFilter(name if callable(name) or hasattr(name, 'filter') else made['filters'][name])
            except Exception as e:
                raise ValueError(f'Unable to add filter {name!r}') from e

    def logger(self, logger, config, made, incremental=False):
        level = config.get('level')
        if level is not None:
            logger.setLevel(level)
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for name in config.get('handlers') or ():
            try:
                logger.addHandler(made['handlers'][name])
            except Exception as e:
                raise ValueError(f'Unable to add handler {name!r}') from e
        if config.get('filters'):
            self.add_filters(logger, config['filters'], made)
        if config.get('propagate') is not None:
            logger.propagate = config['propagate']

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if config.get('incremental', False):
            self.configure_incrementally(config)
            return
        made = {'formatters': {}, 'filters': {}, 'handlers': {}}
        logging._handlers.clear()
        del logging._handlerList[:]
        for kind, make in (('formatters', self.formatter), ('filters', self.filter)):
            for name, item in config.get(kind, {}).items():
                self.within(f'Unable to configure {kind[:-1]} {name!r}', self.put, made[kind], name, make, (item,))
        self.make_handlers(config.get('handlers', {}), made)
        self.make_loggers(config, made)

    def within(self, complaint, function, *args):
        try:
            function(*args)
        except Exception as e:
            raise ValueError(complaint) from e

    def put(self, table, name, make, args):
        table[name] = made = make(*args)
        if isinstance(made, logging.Handler):
            made.name = name

    def make_handlers(self, handlers, made):
        later = []
        for name in sorted(handlers):
            try:
                self.put(made['handlers'], name, self.handler, (handlers[name], made))
            except Exception as e:
                if isinstance(e, TypeError) and 'target not configured yet' in str(e):
                    later.append(name)
                    continue
                raise ValueError(f'Unable to configure handler {name!r}') from e
        for name in later:
            self.within(f'Unable to configure handler {name!r}', self.put, made['handlers'], name, self.handler,
                        (handlers[name], made))

    def make_loggers(self, config, made):
        root = logging.root
        existing = [n for n, logger in root.manager.loggerDict.items() if isinstance(logger, logging.Logger)]
        named = config.get('loggers', {})
        for name, item in named.items():
            self.within(f'Unable to configure logger {name!r}', self.logger, logging.getLogger(name), item, made)
        if config.get('disable_existing_loggers', True):
            for name in existing:
                below = [n for n in named if name == n or name.startswith(n + '.')]
                root.manager.loggerDict[name].disabled = not below
        if config.get('root'):
            self.within('Unable to configure root logger', self.logger, root, config['root'], made)

    def configure_incrementally(self, config):
        for name, item in config.get('handlers', {}).items():
            if name not in logging._handlers:
                raise ValueError(f'No handler found with name {name!r}')
            if item.get('level'):
                logging._handlers[name].setLevel(item['level'])
        for name, item in config.get('loggers', {}).items():
            self.logger(logging.getLogger(name), item, {}, True)
        if config.get('root'):
            self.logger(logging.root, config['root'], {}, True)


dictConfigClass = _Configurator


def dictConfig(config):
    """Set up logging as a dictionary says."""
    dictConfigClass(config).configure()

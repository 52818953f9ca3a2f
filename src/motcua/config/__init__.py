"""How the parts are put together: settings, URLs, servers, the command line. Not: any rule."""

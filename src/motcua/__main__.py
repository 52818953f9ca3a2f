from motcua.config.cli import main

raise SystemExit(main())

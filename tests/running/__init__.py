"""What a run of the tests stands on: its folder, its database server, its closed sockets."""

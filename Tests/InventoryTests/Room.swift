// See the README.

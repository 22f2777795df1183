/** YAML with its places: typed access to values that know their file and line, and the collected mistakes. */
@NullMarked
package org.pantau.catalogue.yaml;

import org.jspecify.annotations.NullMarked;

/**
 * The board: present state of the tree in memory, status, figures and numbered changes. May import catalogue and measure;
 * no input or output.
 */
@NullMarked
package org.pantau.live;

import org.jspecify.annotations.NullMarked;

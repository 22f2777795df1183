@NullMarked
package org.pantau.demo;

import org.jspecify.annotations.NullMarked;

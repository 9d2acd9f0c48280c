import { createContext, useContext, useEffect, useState } from 'react';

const Press = createContext(false);

/** Hands down whether the pointer is pressed. */
export const PressProvider = Press.Provider;

/** Whether the pointer is pressed, wherever on the page it is; a click counts as part of the press. */
export function usePressed(): boolean {
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    const press = () => setPressed(true);
    // After the click, which follows the release.
    const release = () => void setTimeout(() => setPressed(false));
    const watched = { pointerdown: press, pointerup: release, pointercancel: release };
    Object.entries(watched).forEach(([name, act]) => document.addEventListener(name, act, true));
    return () => Object.entries(watched).forEach(([name, act]) => document.removeEventListener(name, act, true));
  }, []);
  return isPressed;
}

/**
 * The value, but while the pointer is pressed the one before. What is checked when a field is left may take room: a
 * complaint that came between press and release would move the very button that was pressed, and the click would be lost.
 */
export function useWhenReleased<T>(value: T): T {
  const isPressed = useContext(Press);
  const [shown, setShown] = useState(value);
  if (!isPressed && shown !== value) {
    setShown(value);
  }
  return isPressed ? shown : value;
}
